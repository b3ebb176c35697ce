#include "report/layout.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace relval {
namespace {

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

// The first n characters.
std::string_view head(std::string_view text, std::size_t n) {
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    if (starts_character(text[i]) && n-- == 0) break;
  }
  return text.substr(0, i);
}

constexpr double kHuge = 1e18;  // from here on digits say nothing

bool only_zeros(const std::string& text) { return text.find_first_of("123456789") == std::string::npos; }

}  // namespace

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
}

std::string pad_right(std::string_view text, std::size_t width) {
  const std::size_t n = width_of(text);
  if (n > width && width > 2) {
    const std::size_t first = (width - 1) / 2;  // names often differ at their end
    return std::string(head(text, first)) + ".." + std::string(text.substr(head(text, n - (width - 2 - first)).size()));
  }
  return std::string(text) + std::string(n < width ? width - n : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t width) {
  const std::size_t n = width_of(text);
  return std::string(n < width ? width - n : 0, ' ') + std::string(text);
}

std::string wrapped(std::string_view text, std::size_t indent) {
  std::string out;
  std::size_t column = 0;
  bool first_of_line = true;
  for (const std::string& word : split(text, ' ')) {
    const std::size_t n = width_of(word);
    if (!first_of_line && column + 1 + n > kScreenWidth) {
      out.erase(out.find_last_not_of(' ') + 1);
      out += "\n" + std::string(indent, ' ');
      column = indent;
      first_of_line = true;
    }
    if (!first_of_line) {
      out += ' ';
      ++column;
    }
    out += word;
    column += n;
    first_of_line = false;
  }
  return out + "\n";
}

std::string Scale::operator()(double x) const {
  if (std::isnan(x)) return "-";
  if (std::isinf(x)) return x > 0 ? "inf" : "-inf";
  if (std::fabs(x) >= kHuge) return format("{:.3e}", x / divisor);
  const std::string text = with_thousands(x / divisor, decimals);
  return text.front() == '-' && only_zeros(text) ? text.substr(1) : text;
}

Scale scale_for(double largest) {
  const double size = std::fabs(largest);
  if (size >= 99.95e9) return {1e9, "bn", 2};
  if (size >= 99.95e6) return {1e6, "m", 1};
  if (size >= 9.9995e6) return {1e6, "m", 2};
  if (size >= 9999.5) return {1e3, "k", 1};
  return {1, "", size >= 99.5 || size == 0 ? 0 : 2};
}

Scale pnl_scale_for(double largest) {
  const double size = std::fabs(largest);
  if (size >= 99.95e9) return {1e9, "bn", 2};
  if (size >= 99.95e6) return {1e6, "m", 2};
  return size >= 9.9995e6 ? Scale{1e3, "k", 1} : scale_for(largest);
}

std::string amount(double currency) {
  const double size = std::fabs(currency);
  if (size >= kHuge) return format("{:.3e}", currency);
  if (size >= 999.95e6) return number(currency / 1e9, size >= 99.95e9 ? 1 : 2) + "bn";
  if (size >= 999.95e3) return number(currency / 1e6, size >= 99.95e6 ? 1 : 2) + "m";
  if (size >= 999.5) return number(currency / 1e3, 1) + "k";
  return number(currency, size >= 9.995 || size == 0 ? 0 : 2);
}

std::string signed_amount(double currency) { return (currency > 0 ? "+" : "") + amount(currency); }

std::string number(double value, int decimals) { return Scale{1, "", decimals}(value); }

std::string number(const Statistic& s, int decimals) {
  const bool shown = s.ok() || s.status == Status::non_finite;
  return shown ? number(s.value, decimals) : "-";
}

std::string percent_of(const Statistic& s, int decimals) {
  return s.ok() ? number(s.value * 100, decimals) + " %" : "-";
}

std::string plural(std::size_t n, const std::string& singular) {
  return with_thousands(static_cast<double>(n)) + " " + singular + (n == 1 ? "" : "s");
}

std::string data_mark(const StoreInfo& info) {
  const std::string of_case = info.market_case.empty() ? "" : "case " + info.market_case;
  if (!info.synthetic) return of_case;
  return "*** SYNTHETIC" + (of_case.empty() ? "" : ", " + of_case) + " ***";
}

std::string marked(const std::string& line, const StoreInfo& info) {
  const std::string mark = data_mark(info);
  if (mark.empty()) return wrapped(line, 2);
  const std::string whole = line + "    " + mark;
  return width_of(whole) <= kScreenWidth ? wrapped(whole, 2) : wrapped(line, 2) + "  " + mark + "\n";
}

}  // namespace relval
