#include "analytics/annual_return.hpp"

#include "base/numeric.hpp"

namespace relval {

Statistic annual_return(std::span<const double> returns, double periods_per_year) {
  if (!all_finite(returns)) return undefined(Status::non_finite_input);
  if (returns.empty()) return undefined(Status::too_few);
  return defined(periods_per_year * mean(returns));
}

Statistic annual_return_compounded(std::span<const double> returns, double periods_per_year) {
  if (!all_finite(returns)) return undefined(Status::non_finite_input);
  if (returns.empty()) return undefined(Status::too_few);
  CompensatedSum logs;
  for (const double r : returns) {
    if (r <= -1) return undefined(Status::out_of_domain);
    logs.add(log1p(r));
  }
  return defined(expm1(periods_per_year * logs.value() / static_cast<double>(returns.size())));
}

}  // namespace relval
