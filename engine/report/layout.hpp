// Plain text in columns: padding by characters, wrapping, amounts in one unit. Private to report.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/statistic.hpp"
#include "market/panel.hpp"

namespace relval {

inline constexpr std::size_t kScreenWidth = 100;

std::size_t width_of(std::string_view utf8);  // characters, not bytes
std::string pad_right(std::string_view text, std::size_t width);  // text at the left; ".." for its middle when too long
std::string pad_left(std::string_view text, std::size_t width);   // text at the right; never cut
// Words wrapped to kScreenWidth; later lines start with `indent` blanks. Ends with a line break.
std::string wrapped(std::string_view text, std::size_t indent);

// One unit for a column of amounts, from the largest of them.
struct Scale {
  double divisor = 1;
  std::string unit;  // "k", "m", or "" for plain currency
  int decimals = 0;
  std::string operator()(double amount) const;  // -0 is 0
};
Scale scale_for(double largest);
Scale pnl_scale_for(double largest);  // thousands for longer: a P&L's small components count

std::string amount(double currency);                 // 12.3k, 4.56m, with the unit
std::string signed_amount(double currency);          // +12.3k
std::string number(double value, int decimals);      // "-" where it is not finite; -0.0 is 0.0
std::string number(const Statistic&, int decimals);  // "-" where undefined
std::string percent_of(const Statistic&, int decimals = 1);
std::string plural(std::size_t n, const std::string& singular);
// The first line of a screen with the mark of its data at the end, in one piece: on a line of its own where it does not
// fit.
std::string marked(const std::string& line, const StoreInfo&);
std::string data_mark(
    const StoreInfo&);  // "*** SYNTHETIC, case base ***", "case base"; empty for real data without cases

}  // namespace relval
