// Text for people and files: formatting, exact numbers, "did you mean".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace relval {

namespace detail {
using TextArg = std::variant<std::int64_t, std::uint64_t, double, std::string_view>;
std::string format_args(std::string_view pattern, const TextArg* args, std::size_t count);
template <class T> TextArg text_arg(const T& v) {
  if constexpr (std::is_floating_point_v<T>) return static_cast<double>(v);
  else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) return static_cast<std::int64_t>(v);
  else if constexpr (std::is_integral_v<T>) return static_cast<std::uint64_t>(v);
  else return std::string_view(v);
}
}  // namespace detail

// fmt's pattern language ("{:>10.1f}"), with numbers and strings as arguments.
template <class... T> std::string format(std::string_view pattern, const T&... values) {
  if constexpr (sizeof...(T) == 0) return detail::format_args(pattern, nullptr, 0);
  else {
    const detail::TextArg args[] = {detail::text_arg(values)...};
    return detail::format_args(pattern, args, sizeof...(T));
  }
}

std::string shell_word(const std::string&);  // as a shell reads it back, quoted where it must be

// The shortest text that reads back to the same double (std::to_chars); "nan", "inf"; minus zero is "0".
std::string exact(double value);
// A finite plain decimal number, the whole text, no "nan", no "inf", no hex, no leading '+', no octal look (010).
std::optional<double> parse_number(std::string_view text);
std::optional<std::int64_t> parse_integer(std::string_view text);

std::string_view trim(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
bool is_utf8(std::string_view text);
std::size_t utf8_length(std::string_view text);  // bytes before the first that is not UTF-8
// Somebody else's text for a screen: bytes that are not UTF-8, or move the cursor, become '?'; a line end begins a line
// that is indented. At most 2,000 bytes, then "...".
std::string printable(std::string_view text);
bool is_printable(std::string_view text);  // one line of UTF-8 without control characters
std::string lower(std::string_view ascii);
std::string with_thousands(double value, int decimals = 0);  // 1,234,567.8

// The candidate nearest to word by edit distance, if near enough to be a slip; for "did you mean 'x'?".
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);
// "did you mean 'x'?" or "expected one of: a, b, c" (or nothing where there are no candidates).
std::string suggest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace relval
