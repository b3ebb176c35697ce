#include "signals/kalman.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr double kTwoPi = 6.283185307179586477;

SquareMatrix diagonal(std::size_t n, double value) {
  SquareMatrix m(n, std::vector<double>(n, 0));
  for (std::size_t i = 0; i < n; ++i) m[i][i] = value;
  return m;
}

KalmanSettings settings(std::size_t n, double delta, double noise, double variance, bool drift_before_first) {
  return {diagonal(n, delta / (1 - delta)), noise, std::vector<double>(n, 0), diagonal(n, variance),
          drift_before_first};
}

bool is_square(const SquareMatrix& m, std::size_t n) {
  return m.size() == n && std::all_of(m.begin(), m.end(), [n](const auto& row) { return row.size() == n; });
}

double dot(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

// (I - k x') R (I - k x')' + noise k k' (Joseph): symmetric and never negative, whatever the rounding.
SquareMatrix after_update(const SquareMatrix& r, std::span<const double> x, std::span<const double> gain,
                          double noise) {
  const std::size_t n = gain.size();
  SquareMatrix left = r, out = r;  // left = (I - k x') R
  for (std::size_t j = 0; j < n; ++j) {
    double of_column = 0;
    for (std::size_t i = 0; i < n; ++i) of_column += x[i] * r[i][j];
    for (std::size_t i = 0; i < n; ++i) left[i][j] -= gain[i] * of_column;
  }
  for (std::size_t i = 0; i < n; ++i) {
    const double of_row = dot(left[i], x);
    for (std::size_t j = 0; j < n; ++j) out[i][j] = left[i][j] - of_row * gain[j] + noise * gain[i] * gain[j];
  }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < i; ++j) out[i][j] = out[j][i] = (out[i][j] + out[j][i]) / 2;
  return out;
}

}  // namespace

KalmanSettings kalman_chan(std::size_t coefficients, double delta, double noise) {
  return settings(coefficients, delta, noise, 0, false);
}

KalmanSettings kalman_prior(std::size_t coefficients, double delta, double noise, double start_variance) {
  return settings(coefficients, delta, noise, start_variance, true);
}

KalmanFilter::KalmanFilter(KalmanSettings s)
    : settings_(std::move(s)), coefficients_(settings_.start), variance_(settings_.start_variance) {}

KalmanStep KalmanFilter::step(double y, std::span<const double> x) {
  const std::size_t n = coefficients_.size();
  if (!first_ || settings_.drift_before_first) {
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) variance_[i][j] += settings_.drift[i][j];
  }
  first_ = false;
  if (!std::isfinite(y) || !all_finite(x)) return {};
  std::vector<double> gain(n);
  for (std::size_t i = 0; i < n; ++i) gain[i] = dot(variance_[i], x);  // R x, for now
  const KalmanStep now{y - dot(x, coefficients_), dot(x, gain) + settings_.noise};
  for (double& g : gain) g /= now.variance;
  for (std::size_t i = 0; i < n; ++i) coefficients_[i] += gain[i] * now.error;
  variance_ = after_update(variance_, x, gain, settings_.noise);
  log_likelihood_ -= 0.5 * (log(kTwoPi * now.variance) + now.error * now.error / now.variance);
  return now;
}

KalmanRegression kalman_regression(std::span<const double> y, const std::vector<std::vector<double>>& x,
                                   const KalmanSettings& settings) {
  const std::size_t n = x.size();
  for (const auto& column : x)
    if (column.size() != y.size()) throw Error(ErrorKind::bug, "kalman_regression", "y and x differ in length");
  KalmanRegression out;
  const bool shaped = n > 0 && settings.start.size() == n && is_square(settings.drift, n) &&
                      is_square(settings.start_variance, n);
  if (!shaped || !(settings.noise > 0)) out.status = Status::out_of_domain;
  else if (!y.empty()) out.status = Status::ok;
  if (out.status != Status::ok) return out;
  KalmanFilter filter(settings);
  std::vector<double> row(n);
  for (std::size_t t = 0; t < y.size(); ++t) {
    for (std::size_t k = 0; k < n; ++k) row[k] = x[k][t];
    const KalmanStep now = filter.step(y[t], row);
    out.coefficients.push_back(filter.coefficients());
    out.error.push_back(now.error);
    out.variance.push_back(now.variance);
  }
  out.last_variance = filter.variance();
  out.log_likelihood = filter.log_likelihood();
  return out;
}

}  // namespace relval
