// Return against what fell short of a target. mar: the minimal acceptable return per year, over capital.
#pragma once

#include "base/statistic.hpp"

namespace relval {

// Per year: sqrt[mean of min(r - mar / A, 0)^2] sqrt(A), over all periods, not only the short ones (Sortino & Price
// 1994). What falls short by rounding alone counts as nothing.
Statistic downside_deviation(std::span<const double> returns, double periods_per_year, double mar = 0);

// (mean r - mar / A) / downside deviation per period, x sqrt(A). Nothing short of the target: +-inf, no_losses.
Statistic sortino(std::span<const double> returns, double periods_per_year, double mar = 0);

// Sum of what exceeds the threshold over the sum of what falls short of it; threshold per period. At 0 it is the profit
// factor of the series.
Statistic omega(std::span<const double> returns, double threshold = 0);

// |95 % quantile| / |5 % quantile|, linear.
Statistic tail_ratio(std::span<const double> returns);

}  // namespace relval
