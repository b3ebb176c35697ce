// The section "risk" of summary.json. Private to report.
#pragma once

#include <string>

#include "analytics/risk.hpp"
#include "analytics/risk_by_day.hpp"

namespace relval {

std::string risk_json(const RunResult&, const RiskReport&);  // an object; as text, for no header may show the library
// "by_day" in it: of each measure the average, the largest and the last over the rows with a position.
std::string risk_by_day_json(const RunResult&, const RiskByDay&);

}  // namespace relval
