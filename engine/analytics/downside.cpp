#include "analytics/downside.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analytics/quantile.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

// r - target, where what is only rounding is 0.
std::vector<double> excess_over(std::span<const double> returns, double target) {
  std::vector<double> excess;
  excess.reserve(returns.size());
  for (const double r : returns) {
    const double x = r - target;
    excess.push_back(std::fabs(x) <= 1e-15 * std::max(std::fabs(r), std::fabs(target)) ? 0.0 : x);
  }
  return excess;
}

double root_mean_shortfall(const std::vector<double>& excess) {
  CompensatedSum squares;
  for (const double x : excess) squares.add(x < 0 ? x * x : 0.0);
  return std::sqrt(squares.value() / static_cast<double>(excess.size()));
}

}  // namespace

Statistic downside_deviation(std::span<const double> returns, double periods_per_year, double mar) {
  if (!all_finite(returns)) return undefined(Status::non_finite_input);
  if (returns.empty()) return undefined(Status::too_few);
  return defined(root_mean_shortfall(excess_over(returns, mar / periods_per_year)) * std::sqrt(periods_per_year));
}

Statistic sortino(std::span<const double> returns, double periods_per_year, double mar) {
  if (!all_finite(returns)) return undefined(Status::non_finite_input);
  if (returns.size() < 2) return undefined(Status::too_few);
  const std::vector<double> excess = excess_over(returns, mar / periods_per_year);
  const Statistic per_period = ratio(mean(excess), root_mean_shortfall(excess));
  return {per_period.value * std::sqrt(periods_per_year), per_period.status};
}

Statistic omega(std::span<const double> returns, double threshold) {
  if (!all_finite(returns)) return undefined(Status::non_finite_input);
  if (returns.empty()) return undefined(Status::too_few);
  CompensatedSum above, below;
  for (const double x : excess_over(returns, threshold)) {
    if (x > 0) above.add(x);
    if (x < 0) below.add(-x);
  }
  return ratio(above.value(), below.value());
}

Statistic tail_ratio(std::span<const double> returns) {
  const Statistic high = quantile(returns, 0.95), low = quantile(returns, 0.05);
  return high.ok() ? ratio(std::fabs(high.value), std::fabs(low.value)) : high;
}

}  // namespace relval
