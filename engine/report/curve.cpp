#include "report/curve.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace relval {
namespace {

constexpr std::string_view kBold = "\x1b[1m", kYellow = "\x1b[33m", kRed = "\x1b[31m", kOff = "\x1b[0m";

bool begins(std::string_view line, std::string_view with) { return line.substr(0, with.size()) == with; }

std::string_view colour_of(std::string_view line) {
  if (begins(line, " !!")) return kRed;
  if (begins(line, " ! ") || line.find("*** ") != std::string_view::npos) return kYellow;
  return begins(line, "TOTAL ") ? kBold : std::string_view();
}

}  // namespace

std::string bars(std::span<const double> values, std::size_t columns) {
  const std::size_t n = values.size();
  columns = std::min(columns, n);
  std::vector<double> means(columns, 0.0);
  for (std::size_t c = 0; c < columns; ++c) {
    const std::size_t first = c * n / columns, end = (c + 1) * n / columns;
    for (std::size_t i = first; i < end; ++i) means[c] += values[i];
    means[c] /= static_cast<double>(end - first);
  }
  std::string out;
  if (means.empty()) return out;
  const auto [low, high] = std::minmax_element(means.begin(), means.end());
  for (const double mean : means) {
    const double height = *high > *low ? (mean - *low) / (*high - *low) : 0;
    const int step = std::min(7, static_cast<int>(std::floor(8 * height)));
    out += "\xe2\x96";  // U+2581 to U+2588
    out += static_cast<char>(0x81 + step);
  }
  return out;
}

std::string styled(std::string_view screen, TerminalStyle style) {
  std::string out;
  while (!screen.empty()) {
    const std::size_t end = std::min(screen.find('\n'), screen.size() - 1) + 1;
    const std::string_view line = screen.substr(0, end);
    screen.remove_prefix(end);
    if (begins(line, kCurve) && !style.curve) continue;
    const std::string_view colour = style.colour ? colour_of(line) : std::string_view();
    if (colour.empty()) {
      out += line;
      continue;
    }
    const bool ended = line.back() == '\n';
    out.append(colour).append(line.substr(0, line.size() - (ended ? 1 : 0))).append(kOff);
    if (ended) out += '\n';
  }
  return out;
}

}  // namespace relval
