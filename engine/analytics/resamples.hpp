// Rows drawn again with their neighbours: the stationary bootstrap of Politis & Romano, JASA 89 (1994), and the block
// length that suits a series.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/statistic.hpp"

namespace relval {

// Resample b, 0 <= b < count, is rows(b): numbers of rows, from 0. Drawn when asked for, so that thousands need no
// memory.
struct Resamples {
  std::size_t count = 0;
  std::function<std::vector<std::size_t>(std::size_t)> rows;
};
Resamples as_given(std::vector<std::vector<std::size_t>>);

// Row t begins a block at floor(u[t] n) where t is 0 or v[t] < p, else follows the row before it, the last row by the
// first. As many rows as there are draws.
std::vector<std::size_t> stationary_bootstrap_indices(std::span<const double> u, std::span<const double> v,
                                                      std::size_t n, double p);
// n rows a resample, blocks of mean_block rows on average (>= 1). Resample b is the same whatever was drawn before it:
// the pairs of base/random's stream b of the seed.
Resamples stationary_bootstrap(std::size_t n, double mean_block, std::size_t count, std::uint64_t seed);

// Politis & White (2004) as corrected by Patton, Politis & White, Econometric Reviews 28 (2009). With K = max(5,
// ceil(log10 n)): m is the first j whose autocorrelations at lags j .. j + K - 1 are all below c sqrt(log10 n / n),
// else the last lag up to `longest` that is above it, else 1.
struct BlockLength {
  Status status = Status::too_few;
  double stationary = kNaN, circular = kNaN;  // rows, from 1 up to `cap`
  std::size_t m = 0, lags = 0;                // lags = min(2 m, longest)
  std::size_t longest = 0, cap = 0;           // ceil(sqrt n) + K; ceil(min(3 sqrt n, n / 3))
};
BlockLength optimal_block_length(std::span<const double> x, double c = 2);

}  // namespace relval
