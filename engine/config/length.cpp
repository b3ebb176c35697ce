#include "config/length.hpp"

#include <charconv>

namespace relval {

std::optional<Length> parse_length(std::string_view text) {
  Length length;
  const char* const end = text.data() + text.size();
  const auto [after, fault] = std::from_chars(text.data(), end, length.count);
  const bool one_letter = fault == std::errc() && after + 1 == end && std::string_view("dwmy").find(*after) < 4;
  if (!one_letter || length.count < 1 || text.front() == '0') return {};
  length.unit = *after;
  return length;
}

std::string to_text(const Length& length) { return std::to_string(length.count) + length.unit; }

}  // namespace relval
