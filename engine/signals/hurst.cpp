#include "signals/hurst.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/numeric.hpp"
#include "base/special_functions.hpp"
#include "signals/hedge_ratio.hpp"

namespace relval {
namespace {

constexpr double kLogPi = 1.144729885849400174;

double slope(std::span<const double> x, std::span<const double> y) {
  if (x.size() == 2) return (y[1] - y[0]) / (x[1] - x[0]);
  return ols_line(y, x).slope;
}

double power(double x, double q) {
  if (q == 1) return x;
  if (q == 2) return x * x;
  return x > 0 ? exp(q * log(x)) : 0;
}

// NaN for a block without variance.
double rescaled_range(std::span<const double> x) {
  const double deviation = sample_deviation(x), middle = mean(x);
  if (is_constant(x, deviation)) return kNaN;
  double low = 0, high = 0;
  CompensatedSum sum;
  for (const double v : x) {
    sum.add(v - middle);
    low = std::min(low, sum.value());
    high = std::max(high, sum.value());
  }
  return (high - low) / deviation;
}

double log_of(std::size_t n) { return log(static_cast<double>(n)); }

}  // namespace

Statistic hurst_ghe(std::span<const double> x, double q, std::size_t longest) {
  if (!all_finite(x)) return undefined(Status::non_finite_input);
  if (!(q > 0) || longest < 2) return undefined(Status::out_of_domain);
  if (x.size() <= longest) return undefined(Status::too_few);
  std::vector<double> log_step, log_moment;
  for (std::size_t k = 1; k <= longest; ++k) {
    CompensatedSum sum;
    for (std::size_t t = k; t < x.size(); ++t) sum.add(power(std::fabs(x[t] - x[t - k]), q));
    const double moment = sum.value() / static_cast<double>(x.size() - k);
    if (!(moment > 0)) return undefined(Status::zero_variance);
    log_step.push_back(log_of(k));
    log_moment.push_back(log(moment));
  }
  return defined(slope(log_step, log_moment) / q);
}

Statistic hurst_rs(std::span<const double> changes, std::span<const std::size_t> block_sizes) {
  if (!all_finite(changes)) return undefined(Status::non_finite_input);
  std::vector<double> log_size, log_range;
  for (const std::size_t size : block_sizes) {
    if (size < 2) return undefined(Status::out_of_domain);
    if (size > changes.size()) return undefined(Status::too_few);
    std::vector<double> ranges;
    for (std::size_t from = 0; from + size <= changes.size(); from += size) {
      const double range = rescaled_range(changes.subspan(from, size));
      if (!std::isnan(range)) ranges.push_back(range);
    }
    if (ranges.empty()) return undefined(Status::zero_variance);
    log_size.push_back(log_of(size));
    log_range.push_back(log(mean(ranges)));
  }
  if (log_size.size() < 2) return undefined(Status::out_of_domain);
  return defined(slope(log_size, log_range));
}

double expected_rescaled_range(std::size_t rows) {
  if (rows < 2) return kNaN;
  const double n = static_cast<double>(rows);
  CompensatedSum sum;
  for (double i = 1; i < n; ++i) sum.add(std::sqrt((n - i) / i));
  const double gammas = exp(lgamma((n - 1) / 2) - lgamma(n / 2) - kLogPi / 2);
  return gammas * sum.value() * std::sqrt((n - 1) / n);
}

Statistic expected_hurst_rs(std::span<const std::size_t> block_sizes) {
  std::vector<double> log_size, log_range;
  for (const std::size_t size : block_sizes) {
    if (size < 2) return undefined(Status::out_of_domain);
    log_size.push_back(log_of(size));
    log_range.push_back(log(expected_rescaled_range(size)));
  }
  if (log_size.size() < 2) return undefined(Status::out_of_domain);
  return defined(slope(log_size, log_range));
}

}  // namespace relval
