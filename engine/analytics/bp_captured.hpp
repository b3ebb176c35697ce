// P&L in basis points of spread: over the CS01 at the start of each interval. A ratio of means, because rows with tiny
// exposure would dominate a mean of ratios.
#pragma once

#include "base/statistic.hpp"

namespace relval {

// Sum of pnl[t] over the mean of cs01[t - 1], t = 1 .. n - 1. cs01: closing, currency per bp, >= 0, one per row.
Statistic bp_captured(std::span<const double> pnl, std::span<const double> cs01);

// The same per year: periods per year x mean of pnl[t] over the mean of risk[t - 1]. With CS01 in bp of spread a year;
// with DTS (CS01 x spread, currency per 100 % of spread) in relative moves of spread a year: 0.22 is 22 % of it.
Statistic return_per_risk(std::span<const double> pnl, std::span<const double> risk, double periods_per_year);

}  // namespace relval
