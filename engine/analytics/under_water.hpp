// How deep and how long the cumulative P&L stands below its high. Depths are over the capital, which does not grow.
#pragma once

#include <cstddef>

#include "base/statistic.hpp"

namespace relval {

struct UnderWater {
  Statistic pain;            // mean of depth / capital, over all rows
  Statistic ulcer;           // sqrt of the mean of (depth / capital)^2, over all rows
  Statistic time;            // share of rows below the high
  Statistic current;         // depth on the last row, currency
  Statistic average_depth;   // mean depth of the drawdowns, currency; 0 when there are none
  std::size_t longest = 0;   // rows from peak to recovery, or to the last row, of the longest: not always the deepest
};
UnderWater under_water(std::span<const double> pnl, double capital);  // pain, ulcer: out_of_domain unless capital > 0

// Conditional drawdown at risk: the mean of the deepest (1 - confidence) of all rows' depths, currency.
Statistic conditional_drawdown(std::span<const double> pnl, double confidence);

// Return per year over the largest drawdown, both over capital, of the whole sample. No drawdown: +-inf, no_losses.
Statistic calmar(std::span<const double> pnl, double capital, double periods_per_year);

// The same of the last three years alone, as first stated (Young 1991); too_few on a shorter sample.
Statistic calmar_36m(std::span<const double> pnl, double capital, double periods_per_year);

}  // namespace relval
