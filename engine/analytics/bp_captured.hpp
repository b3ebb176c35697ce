// P&L in basis points of spread: over the CS01 at the start of each interval. A ratio of means, because rows with tiny
// exposure would dominate a mean of ratios.
#pragma once

#include "base/statistic.hpp"

namespace relval {

// Sum of pnl[t] over the mean of cs01[t - 1], t = 1 .. n - 1. cs01: closing, currency per bp, >= 0, one per row.
Statistic bp_captured(std::span<const double> pnl, std::span<const double> cs01);

}  // namespace relval
