#include "analytics/sharpe.hpp"

#include <cmath>
#include <vector>

#include "analytics/moments.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

Sharpe all_undefined(Status s) { return {undefined(s), undefined(s), undefined(s), undefined(s)}; }

// Per period; a strong skew with a large ratio can make the radicand negative.
Statistic mertens_error(const Moments& m, double ratio, std::size_t n) {
  const double g3 = m.m3 / (m.m2 * std::sqrt(m.m2)), g4 = m.m4 / (m.m2 * m.m2);
  const double radicand = 1.0 - g3 * ratio + (g4 - 1.0) / 4.0 * ratio * ratio;
  if (radicand < 0) return undefined(Status::out_of_domain);
  return defined(std::sqrt(radicand / static_cast<double>(n - 1)));
}

}  // namespace

Sharpe sharpe(std::span<const double> returns, double periods_per_year, double risk_free) {
  if (!all_finite(returns)) return all_undefined(Status::non_finite_input);
  if (returns.size() < 2) return all_undefined(Status::too_few);
  std::vector<double> excess(returns.begin(), returns.end());
  for (double& r : excess) r -= risk_free / periods_per_year;
  const Moments m = moments(excess);
  const double deviation = sample_deviation(excess), annual = std::sqrt(periods_per_year);
  if (is_constant(excess, deviation)) return all_undefined(Status::zero_variance);

  Sharpe s;
  s.ratio = defined(m.mean / deviation * annual);
  const Statistic error = mertens_error(m, m.mean / deviation, excess.size());
  if (!error.ok()) {
    s.standard_error = s.low = s.high = error;
    return s;
  }
  s.standard_error = defined(error.value * annual);
  s.low = defined(s.ratio.value - kNormal975 * s.standard_error.value);
  s.high = defined(s.ratio.value + kNormal975 * s.standard_error.value);
  return s;
}

}  // namespace relval
