// Returns against factors by ordinary least squares, with errors that allow for changing variance and for
// autocorrelation (Newey & West 1987, 1994).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/statistic.hpp"

namespace relval {

struct FactorRegression {
  Status status = Status::too_few;
  std::size_t observations = 0, lag = 0;
  // First the intercept, per period, then one entry per factor. p: Student's t on n - k, both sides.
  std::vector<double> coefficient, error, t, p;
  double r_squared = kNaN;           // NaN where the returns are constant
  double residual_deviation = kNaN;  // per period, over n - k
};

struct HacOptions {
  std::optional<std::size_t> lag;  // none: floor(4 (n / 100)^(2/9))
  bool small_sample = true;        // covariance times n / (n - k)
};

// Factors are columns as long as `returns`. Covariance (X'X)^-1 S (X'X)^-1, S = sum of x u^2 x' and Bartlett-weighted
// products of x u over the lags. Needs n > k and n > lag + 1 rows, k = factors + 1. Collinear or constant factors (rank
// by a pivoted QR, 1e-10 relative, each factor in its own size): not_invertible. A fit that leaves nothing but rounding
// has errors of 0 and no t.
FactorRegression factor_regression(std::span<const double> returns, std::span<const std::vector<double>> factors,
                                   const HacOptions& = {});

}  // namespace relval
