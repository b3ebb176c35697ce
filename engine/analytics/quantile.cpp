#include "analytics/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace relval {
namespace {

constexpr double kCountSlack = 1e-9;  // 1000 x (1 - 0.95) is 50 and a little in binary, and must count 50

// The place, counted from 1, that p has among n values; between two of them for the interpolating types.
double place(double n, double p, Quantile type) {
  switch (type) {
    case Quantile::inverse: return std::ceil(n * p - kCountSlack);
    case Quantile::hazen: return n * p + 0.5;
    case Quantile::weibull: return (n + 1) * p;
    case Quantile::linear: return 1 + (n - 1) * p;
    case Quantile::median_unbiased: return (n + 1.0 / 3.0) * p + 1.0 / 3.0;
  }
  return n;
}

}  // namespace

double quantile_of_sorted(std::span<const double> ascending, double p, Quantile type) {
  const auto n = static_cast<double>(ascending.size());
  const double at = std::clamp(place(n, p, type), 1.0, n), below = std::floor(at);
  const auto i = static_cast<std::size_t>(below) - 1;
  const double share = at - below;
  if (share == 0 || i + 1 == ascending.size()) return ascending[i];
  return ascending[i] + share * (ascending[i + 1] - ascending[i]);
}

Statistic quantile(std::span<const double> values, double p, Quantile type) {
  if (!all_finite(values) || !std::isfinite(p)) return undefined(Status::non_finite_input);
  if (values.empty()) return undefined(Status::too_few);
  if (p < 0 || p > 1) return undefined(Status::out_of_domain);
  std::vector<double> ascending(values.begin(), values.end());
  std::sort(ascending.begin(), ascending.end());
  return defined(quantile_of_sorted(ascending, p, type));
}

double median(std::vector<double>& values) {
  if (values.empty()) return kNaN;
  const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), half, values.end());
  if (values.size() % 2 == 1) return *half;
  return 0.5 * (*std::max_element(values.begin(), half) + *half);
}

}  // namespace relval
