#include "analytics/annual_volatility.hpp"

#include <cmath>

#include "base/numeric.hpp"

namespace relval {

Statistic annual_volatility(std::span<const double> returns, double periods_per_year) {
  if (!all_finite(returns)) return undefined(Status::non_finite_input);
  if (returns.size() < 2) return undefined(Status::too_few);
  return defined(sample_deviation(returns) * std::sqrt(periods_per_year));
}

}  // namespace relval
