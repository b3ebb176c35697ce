// A stretch of time that a config states in place of a number of rows: 120d, 26w, 6m, 2y.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace relval {

struct Length {
  int count = 0;
  char unit = 'd';  // d, w, m, y: days with marks, weeks, months, years
};
std::optional<Length> parse_length(std::string_view);
std::string to_text(const Length&);

inline constexpr const char* kLengthForms = "a number of rows, or a length such as 120d, 26w, 6m or 2y";

}  // namespace relval
