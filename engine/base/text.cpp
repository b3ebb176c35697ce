// Formatting, strict numbers, UTF-8 and "did you mean". The only user of fmt.
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>

#include <fmt/args.h>
#include <fmt/format.h>

#include "base/error.hpp"

namespace relval {
namespace {

constexpr std::size_t kListed = 20;  // candidates a message names before it counts the rest

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t count_digits(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  return static_cast<std::size_t>(end - text.begin());
}

// 0, 7, 120; not 007, which some readers take for octal.
bool is_plain_whole(std::string_view text) {
  return !text.empty() && count_digits(text) == text.size() && (text.size() == 1 || text.front() != '0');
}

// -?(whole)(.digits)?([eE][+-]?digits)?, where whole or fraction may be missing but not both.
bool is_plain_number(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  const std::size_t whole = count_digits(text);
  if (whole > 0 && !is_plain_whole(text.substr(0, whole))) return false;
  text.remove_prefix(whole);
  std::size_t fraction = 0;
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    fraction = count_digits(text);
    text.remove_prefix(fraction);
  }
  if (whole + fraction == 0) return false;
  if (text.empty()) return true;
  if (text.front() != 'e' && text.front() != 'E') return false;
  text.remove_prefix(1);
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
  return !text.empty() && count_digits(text) == text.size();
}

// Bytes of the UTF-8 character that opens with this byte; 0 = none does.
std::size_t sequence_length(unsigned first) {
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment), case ignored.
std::size_t edit_distance(std::string_view left, std::string_view right) {
  const std::string a = lower(left), b = lower(right);
  std::vector<std::size_t> before, above(b.size() + 1), row(b.size() + 1);
  std::iota(above.begin(), above.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = above;
    above = row;
  }
  return above[b.size()];
}

}  // namespace

namespace detail {

std::string format_args(std::string_view pattern, const TextArg* args, std::size_t count) {
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (std::size_t i = 0; i < count; ++i) std::visit([&](const auto& v) { store.push_back(v); }, args[i]);
  try {
    return fmt::vformat(fmt::string_view(pattern.data(), pattern.size()), store);
  } catch (const fmt::format_error& e) {
    throw Error(ErrorKind::bug, "format", "the pattern \"" + std::string(pattern) + "\" does not fit: " + e.what());
  }
}

}  // namespace detail

std::string exact(double value) {
  if (std::isnan(value)) return "nan";
  std::array<char, 32> buffer{};
  const double plain = value == 0 ? 0.0 : value;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), plain).ptr;
  return std::string(buffer.data(), end);
}

std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  if (!is_plain_number(text)) return {};
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return {};
  return value;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t value = 0;
  if (!is_plain_whole(!text.empty() && text.front() == '-' ? text.substr(1) : text)) return {};
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += separator;
    text += parts[i];
  }
  return text;
}

bool is_utf8(std::string_view text) { return utf8_length(text) == text.size(); }

std::size_t utf8_length(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t k) -> unsigned { return static_cast<unsigned char>(text[i + k]); };
    const unsigned first = byte(0);
    const std::size_t length = sequence_length(first);
    if (length == 0 || i + length > text.size()) return i;
    for (std::size_t k = 1; k < length; ++k)
      if ((byte(k) & 0xC0) != 0x80) return i;
    if (first == 0xE0 && byte(1) < 0xA0) return i;  // longer than needed
    if (first == 0xED && byte(1) > 0x9F) return i;  // UTF-16 surrogates
    if (first == 0xF0 && byte(1) < 0x90) return i;  // longer than needed
    if (first == 0xF4 && byte(1) > 0x8F) return i;  // beyond U+10FFFF
    i += length;
  }
  return text.size();
}

namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

}  // namespace

bool is_printable(std::string_view text) {
  // U+0080 to U+009F, C2 80 to C2 9F in UTF-8, are control characters as well
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    if (static_cast<unsigned char>(text[i]) == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0) return false;
  return is_utf8(text) && std::none_of(text.begin(), text.end(), is_control);
}

std::string printable(std::string_view text) {
  constexpr std::size_t kMost = 2000;
  std::string out;
  while (!text.empty() && out.size() < kMost) {
    std::size_t whole = 1;
    while (whole < std::min<std::size_t>(text.size(), 4) && !is_utf8(text.substr(0, whole))) ++whole;
    const std::string_view one = text.substr(0, is_utf8(text.substr(0, whole)) ? whole : 1);
    if (one == "\n") out += "\n  ";
    else if (is_printable(one)) out += one;
    else out += one == "\t" ? ' ' : '?';
    text.remove_prefix(one.size());
  }
  return text.empty() ? out : out + "...";
}

std::string lower(std::string_view ascii) {
  std::string text(ascii);
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::string with_thousands(double value, int decimals) {
  if (!std::isfinite(value)) return exact(value);
  std::string text = fmt::format("{:.{}f}", value, std::max(decimals, 0));
  const bool minus = text.front() == '-';
  if (minus) text.erase(0, 1);
  for (std::size_t i = std::min(text.find('.'), text.size()); i > 3; i -= 3) text.insert(i - 3, ",");
  const bool zero = text.find_first_of("123456789") == std::string::npos;
  return minus && !zero ? "-" + text : text;
}

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates) {
  const std::size_t enough = std::max<std::size_t>(1, word.size() / 3);
  const std::string* best = nullptr;
  std::size_t best_distance = enough + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t gap = std::max(word.size(), candidate.size()) - std::min(word.size(), candidate.size());
    if (gap >= best_distance) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance >= best_distance) continue;
    if (distance >= std::max(word.size(), candidate.size())) continue;  // nothing in common: "x" is no slip for "y"
    best = &candidate;
    best_distance = distance;
  }
  if (best == nullptr) return {};
  return *best;
}

std::string suggest(std::string_view word, const std::vector<std::string>& candidates) {
  if (const auto near = nearest(word, candidates)) return "did you mean '" + *near + "'?";
  if (candidates.empty()) return {};
  if (candidates.size() <= kListed) return "expected one of: " + join(candidates, ", ");
  const std::vector<std::string> shown(candidates.begin(), candidates.begin() + kListed);
  return format("expected one of: {} and {} more", join(shown, ", "), candidates.size() - kListed);
}

std::string shell_word(const std::string& word) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.,=/+:%-";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace relval
