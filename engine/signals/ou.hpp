// The Ornstein-Uhlenbeck process through a series, dx = kappa (theta - x) dt + sigma dW, by its exact discrete form
// x_(t+1) = a + b x_t + e: least squares is its conditional maximum likelihood. Needs hundreds of rows; n is stated.
#pragma once

#include <cstddef>
#include <span>

#include "base/statistic.hpp"

namespace relval {

// status: too_few below 3 steps, non_finite_input, not_invertible for a constant series, out_of_domain for dt <= 0: all
// is NaN. Where b >= 1 the half-lives are infinite and kappa, theta, sigma and the stationary deviation NaN
// (out_of_domain); where b <= 0 those and the half-life are NaN (out_of_domain).
struct OuFit {
  Status status = Status::too_few;
  double a = kNaN, b = kNaN;
  double residual_variance = kNaN;  // over n
  std::size_t n = 0;                // steps
  double kappa = kNaN, theta = kNaN, sigma = kNaN;  // per unit of dt
  double half_life = kNaN;              // ln 2 / kappa, unit of dt
  double half_life_corrected = kNaN;    // with b + (1 + 3 b) / n: b is biased down by that (Kendall 1954)
  double stationary_deviation = kNaN;
  double log_likelihood = kNaN;
};
OuFit ou_fit(std::span<const double> x, double dt = 1);

}  // namespace relval
