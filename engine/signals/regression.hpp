// Deviations and straight-line regressions of series: y = alpha + beta x. Spans run from the oldest value to the
// newest; a pair (or value) with a NaN is left out as if the row were not there. Whatever is undefined is NaN: nothing
// throws but spans of different length.
#pragma once

#include <cstddef>
#include <span>

#include "base/numeric.hpp"

namespace relval {

struct Regression {
  double alpha = kNaN;               // unit of y
  double beta = kNaN;                // unit of y per unit of x
  double residual_deviation = kNaN;  // unit of y; sample, n - 1 over pairs (its mean is 0: two parameters, one mean)
  double r_squared = kNaN;           // of 1; NaN where y is flat
  // Of beta, Newey & West (1987): Bartlett weights, lag floor(4 (n/100)^(2/9)), times n / (n - 2). NaN below lag + 2
  // pairs, and below 3.
  double standard_error = kNaN;
  std::size_t observations = 0;      // pairs without a NaN
};

// The lag of Newey & West (1994) where none is asked for: floor(4 (n/100)^(2/9)).
std::size_t newey_west_lag(std::size_t observations);

// Whether the standard error is worked out: it takes longer than all the rest.
enum class StandardError { none, newey_west };

// Ordinary least squares with an intercept. Fewer than 2 pairs, or an x that is flat, give NaN throughout; two pairs a
// line through both.
Regression ols(std::span<const double> y, std::span<const double> x, StandardError = StandardError::newey_west);

// Least squares with weight (1 - lambda) lambda^j on the pair j pairs before the newest; means are subtracted with the
// same weights. 0 < lambda < 1, else NaN; half-life = ln(1/2) / ln(lambda) pairs. residual_deviation is the root of the
// weighted mean square (weights brought to a sum of 1); the standard error is that of weighted scores, with
// n = (sum of weights)^2 / (sum of squared weights) in n / (n - 2).
Regression ewma_regression(std::span<const double> y, std::span<const double> x, double lambda,
                           StandardError = StandardError::newey_west);

// Sample deviation, n - 1, about the mean: NaN below two values, 0 where they are equal.
double deviation(std::span<const double> x);

// Root of the weighted mean square about the weighted mean, weights as in ewma_regression, brought to a sum of 1. No
// correction for the few observations that a short window has: NaN below two values.
double ewma_deviation(std::span<const double> x, double lambda);

}  // namespace relval
