// The parameters a strategy takes from its config: one table for parsing, `relval strategies describe` and docs.
#pragma once

#include <limits>

#include "relval/abi.h"
#include "relval/types.hpp"

namespace relval {

using Param = relval_param;

inline constexpr double kNoLimit = std::numeric_limits<double>::infinity();

// def = kNaN: required.
constexpr Param number(const char* name, const char* unit, const char* help, double def, double min = -kNoLimit,
                       double max = kNoLimit) {
  return {name, unit, help, RELVAL_PARAM_NUMBER, def, min, max, nullptr, nullptr};
}
// Only whole values: rows of a window, days. def = kNaN: required.
constexpr Param whole(const char* name, const char* unit, const char* help, double def, double min = -1e9,
                      double max = 1e9) {
  return {name, unit, help, RELVAL_PARAM_WHOLE, def, min, max, nullptr, nullptr};
}
// The name of a leg or the id of an instrument; required.
constexpr Param asset(const char* name, const char* help) {
  return {name, "leg or instrument", help, RELVAL_PARAM_ASSET, kNaN, 0, 0, nullptr, nullptr};
}
// def = nullptr: required.
constexpr Param text(const char* name, const char* help, const char* def = nullptr) {
  return {name, "text", help, RELVAL_PARAM_TEXT, kNaN, 0, 0, def, nullptr};
}
// One of the words, which are written with | between them: "diff|ratio|residual". def = nullptr: required.
constexpr Param choice(const char* name, const char* words, const char* help, const char* def = nullptr) {
  return {name, "text", help, RELVAL_PARAM_TEXT, kNaN, 0, 0, def, words};
}
// The path of a CSV file that the host reads: `date` and a column per asset, or `date,asset,value`.
constexpr Param table(const char* name, const char* unit, const char* help) {
  return {name, unit, help, RELVAL_PARAM_TABLE, kNaN, 0, 0, nullptr, nullptr};
}

}  // namespace relval
