// Parts of summary.json that several files make. Private to report.
#pragma once

#include <nlohmann/json.hpp>

#include "analytics/summary.hpp"

namespace relval {

using Json = nlohmann::ordered_json;

Json json_number(double);               // null where it is not finite; -0 is 0
Json json_statistic(const Statistic&);  // {"value", "status"}
Json risk_part(const RunResult&, const RiskReport&);

}  // namespace relval
