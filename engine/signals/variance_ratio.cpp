#include "signals/variance_ratio.hpp"

#include <cmath>
#include <vector>

#include "base/numeric.hpp"
#include "base/special_functions.hpp"

namespace relval {
namespace {

double squares(std::span<const double> x, std::size_t lag, double drift) {
  CompensatedSum sum;
  for (std::size_t t = lag; t < x.size(); ++t) {
    const double d = x[t] - x[t - lag] - drift * static_cast<double>(lag);
    sum.add(d * d);
  }
  return sum.value();
}

// Times the number of changes: the variance of sqrt(n)(ratio - 1) whatever the volatility does.
double robust_variance(std::span<const double> x, std::size_t q, double drift, double all) {
  std::vector<double> z;
  for (std::size_t t = 1; t < x.size(); ++t) {
    const double d = x[t] - x[t - 1] - drift;
    z.push_back(d * d);
  }
  CompensatedSum theta;
  for (std::size_t k = 1; k < q; ++k) {
    CompensatedSum both;
    for (std::size_t t = k; t < z.size(); ++t) both.add(z[t] * z[t - k]);
    const double weight = 1 - static_cast<double>(k) / static_cast<double>(q);
    theta.add(4 * weight * weight * static_cast<double>(z.size()) * both.value() / (all * all));
  }
  return theta.value();
}

}  // namespace

VarianceRatio variance_ratio(std::span<const double> x, std::size_t q, VarianceRatioOptions options) {
  VarianceRatio out;
  if (!all_finite(x)) out.status = Status::non_finite_input;
  else if (q < 2) out.status = Status::out_of_domain;
  else if (x.size() > q + 1) out.status = Status::ok;
  if (out.status != Status::ok) return out;
  const double n = static_cast<double>(x.size() - 1), steps = static_cast<double>(q);
  const double drift = (x.back() - x.front()) / n;
  const double one = squares(x, 1, drift), many = squares(x, q, drift);
  if (is_constant(x, std::sqrt(one / n))) {
    out.status = Status::zero_variance;
    return out;
  }
  const double of_one = one / (options.debiased ? n - 1 : n);
  const double of_many = many / (options.debiased ? steps * (n - steps + 1) * (1 - steps / n) : n * steps);
  out.ratio = of_many / of_one;
  const double variance = options.robust ? robust_variance(x, q, drift, one)
                                         : 2 * (2 * steps - 1) * (steps - 1) / (3 * steps);
  out.score = std::sqrt(n) * (out.ratio - 1) / std::sqrt(variance);
  out.p_value = 2 * normal_upper_tail(std::fabs(out.score));
  return out;
}

}  // namespace relval
