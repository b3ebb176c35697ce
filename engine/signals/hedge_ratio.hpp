// Hedge ratios: the slope of y on x by three ideas of which of the two is measured with error. CS01-, DTS- and
// beta-neutral are different things; these are betas. NaN or infinity in a series makes all undefined.
#pragma once

#include <span>

#include "base/statistic.hpp"

namespace relval {

// y = intercept + slope x; unit of y, and of y per unit of x. All errors in y. x constant: not_invertible.
struct Line {
  Status status = Status::too_few;
  double intercept = kNaN, slope = kNaN;
  double intercept_error = kNaN, slope_error = kNaN;  // standard errors of independent residuals of one variance
  double r_squared = kNaN;                            // NaN where y is constant
  double residual_deviation = kNaN;                   // over n - 2
};
Line ols_line(std::span<const double> y, std::span<const double> x);  // 3 pairs or more

// y = slope x; the error from the residual variance over n - 1. 2 pairs or more.
struct Proportion {
  Status status = Status::too_few;
  double slope = kNaN, error = kNaN;
};
Proportion ols_through_origin(std::span<const double> y, std::span<const double> x);

// Both are measured with error; delta = variance of y's error over that of x's, > 0; 1 is total least squares. Swapping
// the series and inverting delta inverts the slope. Undefined (out_of_domain) where the two have no covariance.
// Deming (1943); Fuller, Measurement Error Models (1987), 1.3.
struct DemingLine {
  Status status = Status::too_few;
  double intercept = kNaN, slope = kNaN;
};
DemingLine deming(std::span<const double> y, std::span<const double> x, double delta);

}  // namespace relval
