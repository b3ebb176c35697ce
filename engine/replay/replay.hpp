// The replay: from a plan and the market it asked for to everything that happened. No input, no output.
#pragma once

#include <optional>

#include "base/progress.hpp"
#include "market/leg_history.hpp"
#include "replay/plan.hpp"
#include "replay/result.hpp"
#include "replay/watch.hpp"
#include "replay/why.hpp"

namespace relval {

// What runs share: the market that was loaded for the plan's request, and its identity.
struct Session {
  const MarketData& market;
  std::string data_digest;
  std::size_t block_rows = 64;  // most rows valued at a time; results do not depend on it
  const LegHistory* legs = nullptr;  // of the plan on this market, where it has been followed already
  std::optional<WhyAsked> why = {};
  OnProgress on_progress = {};
  // Blocks of 1 row and a watch that uncovers: no row is read before the watch has heard that it begins.
  ReplayWatch* watch = nullptr;
};

LegHistory follow_legs(const RunPlan&, const MarketData&);

RunResult run(const RunPlan&, const Session&);

}  // namespace relval
