// Hurst exponents: 1/2 for a random walk, less for a series that reverts, more for one that trends. Both need hundreds
// of rows.
#pragma once

#include <cstddef>
#include <span>

#include "base/statistic.hpp"

namespace relval {

// Generalised exponent of levels: slope of ln mean |x_(t+k) - x_t|^q on ln k, k = 1..longest, over q (Di Matteo 2007).
// longest >= 2, fewer than there are rows; q > 0.
Statistic hurst_ghe(std::span<const double> x, double q = 2, std::size_t longest = 20);

// Rescaled range of changes: slope of ln mean R/S on ln block size; R the range of the sums of deviations from the
// block's mean, S its deviation (n - 1), over blocks that do not overlap, from the first row. Two sizes or more, each
// of 2 rows or more and not beyond the series. Biased up for small blocks: read beside expected_rescaled_range.
Statistic hurst_rs(std::span<const double> changes, std::span<const std::size_t> block_sizes);

// What R/S is on average for `rows` independent normal changes (Anis & Lloyd 1976, their deviation over n turned into
// one over n - 1), and the slope that hurst_rs would show on it.
double expected_rescaled_range(std::size_t rows);
Statistic expected_hurst_rs(std::span<const std::size_t> block_sizes);

}  // namespace relval
