#include "analytics/turnover.hpp"

#include <cmath>

#include "base/numeric.hpp"

namespace relval {

Statistic turnover(double traded, double average_gross, std::size_t rows, double periods_per_year) {
  if (!std::isfinite(traded) || !std::isfinite(average_gross)) return undefined(Status::non_finite_input);
  if (rows == 0 || average_gross == 0) return undefined(Status::too_few);
  return defined(traded / 2.0 / average_gross * periods_per_year / static_cast<double>(rows));
}

Statistic implied_holding_period(double traded, double average_gross, std::size_t rows) {
  if (!std::isfinite(traded) || !std::isfinite(average_gross)) return undefined(Status::non_finite_input);
  if (traded == 0) return undefined(Status::too_few);
  return defined(2.0 * average_gross * static_cast<double>(rows) / traded);
}

Statistic holding_period(double traded, double average_gross, std::size_t rows) {
  const Statistic implied = implied_holding_period(traded, average_gross, rows);
  return implied.value > static_cast<double>(rows) ? undefined(Status::beyond_sample) : implied;
}

double traded_notional(std::span<const Trade> trades) {
  CompensatedSum sum;
  for (const Trade& t : trades) sum.add(std::fabs(t.after - t.before));
  return sum.value();
}

double traded_cs01(std::span<const Trade> trades) {
  CompensatedSum sum;
  for (const Trade& t : trades) sum.add(std::fabs(t.after - t.before) * t.duration_years * 1e-4);
  return sum.value();
}

}  // namespace relval
