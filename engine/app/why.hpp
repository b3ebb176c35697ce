// --why DATE:ASSET: what is asked, and the answer as text.
#pragma once

#include <optional>
#include <string>

#include "replay/replay.hpp"

namespace relval {

// "2025-09-29:industrial"; a day that is no row of the run, or an asset that it does not have, is Error(usage).
std::optional<WhyAsked> parse_why(const std::string& words, const RunPlan&, const MarketData&);
std::string why_text(const RunPlan&, const RunResult&, const WhyAsked&);

}  // namespace relval
