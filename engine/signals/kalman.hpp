// Regression whose coefficients wander: y_t = x_t' b_t + v, b_t = b_(t-1) + w, by the Kalman filter. What it says of
// row t's error uses rows before t only.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/statistic.hpp"

namespace relval {

using SquareMatrix = std::vector<std::vector<double>>;  // [row][column], symmetric

struct KalmanSettings {
  SquareMatrix drift;            // variance of w, per row, in units of the coefficients squared
  double noise = 1e-3;           // variance of v, > 0, unit of y squared
  std::vector<double> start;     // coefficients before the first row
  SquareMatrix start_variance;   // of them
  bool drift_before_first = true;  // false: the first row sees start_variance as it is
};
// Start of Chan, Algorithmic Trading (2013), ch. 3: coefficients 0 known for certain on the first row, drift
// delta / (1 - delta) on the diagonal. The first row then changes nothing.
KalmanSettings kalman_chan(std::size_t coefficients, double delta = 1e-4, double noise = 1e-3);
// Coefficients 0 with a wide variance, drift as above.
KalmanSettings kalman_prior(std::size_t coefficients, double delta, double noise, double start_variance = 1e6);

struct KalmanStep {
  double error = kNaN;     // y - x' b with the coefficients before this row
  double variance = kNaN;  // of that error as the filter expects it
};

class KalmanFilter {
 public:
  explicit KalmanFilter(KalmanSettings);
  // A row. With a y or an x that is not finite the coefficients only grow less certain and the step is NaN.
  KalmanStep step(double y, std::span<const double> x);
  // After the last row: the hedge for the next.
  const std::vector<double>& coefficients() const { return coefficients_; }
  const SquareMatrix& variance() const { return variance_; }
  double log_likelihood() const { return log_likelihood_; }

 private:
  KalmanSettings settings_;
  std::vector<double> coefficients_;
  SquareMatrix variance_;
  double log_likelihood_ = 0;
  bool first_ = true;
};

// The filter over a whole series. status: out_of_domain for a noise that is not > 0 or matrices of another shape;
// too_few without a row.
struct KalmanRegression {
  Status status = Status::too_few;
  std::vector<std::vector<double>> coefficients;  // [row], after it
  std::vector<double> error, variance;            // by row; error / sqrt(variance) is the score to trade on
  SquareMatrix last_variance;
  double log_likelihood = kNaN;
};
// x[k][row]: regressor k, a column of ones for an intercept.
KalmanRegression kalman_regression(std::span<const double> y, const std::vector<std::vector<double>>& x,
                                   const KalmanSettings&);

}  // namespace relval
