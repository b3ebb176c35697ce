#include "analytics/moments.hpp"

#include <cmath>

#include "base/numeric.hpp"

namespace relval {
namespace {

Status shape_status(std::span<const double> x, std::size_t needed, double m2) {
  if (!all_finite(x)) return Status::non_finite_input;
  if (x.size() < needed) return Status::too_few;
  return is_constant(x, std::sqrt(m2)) ? Status::zero_variance : Status::ok;
}

}  // namespace

Moments moments(std::span<const double> x) {
  Moments m;
  if (x.empty()) return m;
  m.mean = mean(x);
  CompensatedSum s2, s3, s4;
  for (const double v : x) {
    const double d = v - m.mean, d2 = d * d;
    s2.add(d2);
    s3.add(d2 * d);
    s4.add(d2 * d2);
  }
  const auto n = static_cast<double>(x.size());
  m.m2 = s2.value() / n;
  m.m3 = s3.value() / n;
  m.m4 = s4.value() / n;
  return m;
}

Statistic skewness(std::span<const double> x) {
  const Moments m = moments(x);
  const Status status = shape_status(x, 3, m.m2);
  return status == Status::ok ? defined(m.m3 / (m.m2 * std::sqrt(m.m2))) : undefined(status);
}

Statistic excess_kurtosis(std::span<const double> x) {
  const Moments m = moments(x);
  const Status status = shape_status(x, 4, m.m2);
  return status == Status::ok ? defined(m.m4 / (m.m2 * m.m2) - 3.0) : undefined(status);
}

Statistic skewness_adjusted(std::span<const double> x) {
  const Statistic g1 = skewness(x);
  const auto n = static_cast<double>(x.size());
  return g1.ok() ? defined(g1.value * std::sqrt(n * (n - 1)) / (n - 2)) : g1;
}

Statistic excess_kurtosis_adjusted(std::span<const double> x) {
  const Statistic g2 = excess_kurtosis(x);
  const auto n = static_cast<double>(x.size());
  return g2.ok() ? defined((n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g2.value + 6)) : g2;
}

}  // namespace relval
