#include "analytics/annual_return.hpp"

#include "base/numeric.hpp"

namespace relval {

Statistic annual_return(std::span<const double> returns, double periods_per_year) {
  if (!all_finite(returns)) return undefined(Status::non_finite_input);
  if (returns.empty()) return undefined(Status::too_few);
  return defined(periods_per_year * mean(returns));
}

}  // namespace relval
