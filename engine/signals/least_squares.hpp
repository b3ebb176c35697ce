// Least squares on any number of regressors, for tests of unit roots and cointegration.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/statistic.hpp"

namespace relval {

// status: ok; too_few where there are not more rows than coefficients; non_finite_input; not_invertible where a
// regressor is, to 1e-10 of its size, a combination of others (or, with an intercept, constant). All else is empty or
// NaN then.
struct LeastSquares {
  Status status = Status::too_few;
  std::vector<double> coefficients;     // of the columns in order, then the intercept
  std::vector<double> standard_errors;  // residual variance over rows - coefficients
  std::vector<double> residuals;
  double residual_squares = kNaN;  // sum
  double r_squared = kNaN;         // about the mean with an intercept, about 0 without
  std::size_t rows = 0;
};

enum class Intercept { none, estimated };

// Columns are of y's length. With an intercept y and columns are centred first, so that their level costs no digits.
LeastSquares least_squares(std::span<const double> y, const std::vector<std::vector<double>>& columns, Intercept);

}  // namespace relval
