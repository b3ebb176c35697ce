// Two passes, centred, with compensated sums: levels of thousands of bp and changes of tenths give the same digits.
#include "signals/regression.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/error.hpp"

namespace relval {
namespace {

// Pairs that are whole, oldest first, with weights that sum to 1.
struct Weighted {
  std::vector<double> y, x, weight;
  double count = 0;  // of equally weighted pairs that would know as much: 1 / (sum of squared weights)
};

void weigh(Weighted& pairs, double lambda) {
  const std::size_t n = pairs.x.size();
  pairs.weight.resize(n);
  double w = 1;
  for (std::size_t i = n; i-- > 0; w *= lambda) pairs.weight[i] = w;
  const double sum = compensated_sum(pairs.weight);
  CompensatedSum squares;
  for (double& v : pairs.weight) {
    v /= sum;
    squares.add(v * v);
  }
  pairs.count = 1 / squares.value();
}

// lambda = 1: equal weights.
Weighted whole_pairs(std::span<const double> y, std::span<const double> x, double lambda) {
  if (y.size() != x.size()) throw Error(ErrorKind::bug, "regression", "y and x differ in length");
  Weighted out;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (std::isnan(x[i]) || std::isnan(y[i])) continue;
    out.y.push_back(y[i]);
    out.x.push_back(x[i]);
  }
  weigh(out, lambda);
  if (lambda == 1) out.count = static_cast<double>(out.x.size());
  return out;
}

bool is_flat(const std::vector<double>& v) {
  return std::all_of(v.begin(), v.end(), [&](double each) { return each == v.front(); });
}

double weighted_sum(const std::vector<double>& weight, const std::vector<double>& v) {
  CompensatedSum sum;
  for (std::size_t i = 0; i < v.size(); ++i) sum.add(weight[i] * v[i]);
  return sum.value();
}

double weighted_product(const std::vector<double>& weight, const std::vector<double>& u, const std::vector<double>& v) {
  CompensatedSum sum;
  for (std::size_t i = 0; i < v.size(); ++i) sum.add(weight[i] * u[i] * v[i]);
  return sum.value();
}

// Subtracts the weighted mean and returns it.
double centre(const std::vector<double>& weight, std::vector<double>& v) {
  const double mean = weighted_sum(weight, v);
  for (double& each : v) each -= mean;
  return mean;
}

// Of beta: the long-run variance of the scores w x e over the square of sum w x^2.
double newey_west(const Weighted& centred, const std::vector<double>& residual, double x_square) {
  const std::size_t n = residual.size(), lag = newey_west_lag(n);
  if (n < 3 || n < lag + 2 || centred.count <= 2) return kNaN;
  std::vector<double> score(n);
  for (std::size_t i = 0; i < n; ++i) score[i] = centred.weight[i] * centred.x[i] * residual[i];
  CompensatedSum sum;
  for (std::size_t l = 0; l <= lag; ++l) {
    const double kernel = (l == 0 ? 1.0 : 2.0) * (1.0 - static_cast<double>(l) / static_cast<double>(lag + 1));
    for (std::size_t i = l; i < n; ++i) sum.add(kernel * score[i] * score[i - l]);
  }
  const double variance = std::max(sum.value(), 0.0) * centred.count / (centred.count - 2);
  return std::sqrt(variance) / x_square;
}

// Flat as in rolling_moments: a deviation that is rounding of the mean.
bool is_rounding(double mean_square, double mean) { return !(mean_square > 1e-26 * mean * mean); }

// divisor: of the weighted mean square, (n - 1) / n for the sample deviation.
Regression line_through(Weighted pairs, double divisor, StandardError error) {
  Regression out;
  out.observations = pairs.x.size();
  if (out.observations < 2) return out;
  const double mean_x = centre(pairs.weight, pairs.x), mean_y = centre(pairs.weight, pairs.y);
  const double x_square = weighted_product(pairs.weight, pairs.x, pairs.x);
  const double y_square = weighted_product(pairs.weight, pairs.y, pairs.y);
  if (is_rounding(x_square, mean_x)) return out;
  const bool flat_y = is_rounding(y_square, mean_y);
  out.beta = flat_y ? 0 : weighted_product(pairs.weight, pairs.x, pairs.y) / x_square;
  out.alpha = mean_y - out.beta * mean_x;
  std::vector<double> residual(out.observations);
  for (std::size_t i = 0; i < residual.size(); ++i) residual[i] = flat_y ? 0 : pairs.y[i] - out.beta * pairs.x[i];
  const double left = weighted_product(pairs.weight, residual, residual);
  out.residual_deviation = std::sqrt(left / divisor);
  if (!flat_y) out.r_squared = std::max(1 - left / y_square, 0.0);
  if (error == StandardError::newey_west) out.standard_error = newey_west(pairs, residual, x_square);
  return out;
}

bool is_decay(double lambda) { return lambda > 0 && lambda < 1; }

}  // namespace

// floor(4 (n/100)^(2/9)), in whole numbers: the largest lag with lag^9 100^2 <= 4^9 n^2.
std::size_t newey_west_lag(std::size_t n) {
  const double bound = 262144.0 * static_cast<double>(n) * static_cast<double>(n);
  std::size_t lag = 0;
  const auto ninth = [](double k) { return k * k * k * k * k * k * k * k * k; };
  while (1e4 * ninth(static_cast<double>(lag + 1)) <= bound) ++lag;
  return lag;
}

Regression ols(std::span<const double> y, std::span<const double> x, StandardError error) {
  Weighted pairs = whole_pairs(y, x, 1);
  const double n = static_cast<double>(pairs.x.size());
  return line_through(std::move(pairs), (n - 1) / n, error);
}

Regression ewma_regression(std::span<const double> y, std::span<const double> x, double lambda,
                           StandardError error) {
  if (is_decay(lambda)) return line_through(whole_pairs(y, x, lambda), 1, error);
  Regression out;
  out.observations = whole_pairs(y, x, 1).x.size();
  return out;
}

double deviation(std::span<const double> x) {
  std::vector<double> known;
  for (const double v : x)
    if (!std::isnan(v)) known.push_back(v);
  return known.size() > 1 && is_flat(known) ? 0 : sample_deviation(known);
}

double ewma_deviation(std::span<const double> x, double lambda) {
  if (!is_decay(lambda)) return kNaN;
  Weighted known = whole_pairs(x, x, lambda);
  if (known.x.size() < 2) return kNaN;
  if (is_flat(known.x)) return 0;
  centre(known.weight, known.x);
  return std::sqrt(weighted_product(known.weight, known.x, known.x));
}

}  // namespace relval
