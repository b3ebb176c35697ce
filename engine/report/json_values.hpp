// How a number stands in every JSON file of a run. For the sources that write them; no other header knows the library.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/statistic.hpp"

namespace relval {

using Json = nlohmann::ordered_json;  // keys in the order written

// null where it is not finite; no minus zero.
inline Json number_json(double x) { return std::isfinite(x) ? Json(x == 0 ? 0.0 : x) : Json(nullptr); }
// null with the reason where it is not defined.
inline Json statistic_json(const Statistic& s) {
  return {{"value", number_json(s.value)}, {"status", name_of(s.status)}};
}

}  // namespace relval
