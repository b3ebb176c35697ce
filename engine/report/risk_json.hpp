// The section "risk" of summary.json. Private to report.
#pragma once

#include <string>

#include "analytics/risk.hpp"

namespace relval {

std::string risk_json(const RunResult&, const RiskReport&);  // an object; as text, for no header may show the library

}  // namespace relval
