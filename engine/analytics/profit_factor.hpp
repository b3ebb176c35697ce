// What was won against what was lost, in currency: by period or by closed lot, as the series is. Never mixed.
#pragma once

#include <cstddef>

#include "base/statistic.hpp"

namespace relval {

Statistic profit_factor(std::span<const double> pnl);  // sum of gains / |sum of losses|; no losses: inf
Statistic payoff_ratio(std::span<const double> pnl);   // mean gain / mean |loss|; too_few when a side is empty
Statistic expectancy(std::span<const double> pnl);     // mean of what is not 0, currency

struct Streaks {
  std::size_t gains = 0, losses = 0;  // longest runs; a 0 neither ends nor lengthens one
};
Streaks longest_streaks(std::span<const double> pnl);

}  // namespace relval
