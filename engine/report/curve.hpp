// What only a terminal shows of a screen: the curve of the P&L in one line of block characters, and colour.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace relval {

// Values in time order, averaged into at most `columns` bars of eight heights from the least to the largest; equal
// values are bars of the lowest height.
std::string bars(std::span<const double> values, std::size_t columns);

inline constexpr std::string_view kCurve = "CURVE    ";  // how the line of a screen begins

struct TerminalStyle {
  bool curve = false;   // otherwise its line is left out
  bool colour = false;  // totals bold, warnings yellow, grave ones red
};
std::string styled(std::string_view screen, TerminalStyle);

}  // namespace relval
