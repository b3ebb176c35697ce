#include "analytics/bootstrap.hpp"

#include <algorithm>
#include <cmath>

#include "analytics/probabilistic_sharpe.hpp"
#include "analytics/quantile.hpp"
#include "base/error.hpp"
#include "base/numeric.hpp"

namespace relval {

Bootstrap bootstrap(std::span<const double> x, const Resamples& resamples, double level, const StatisticOf& f) {
  Bootstrap out;
  const Statistic own = f(x);
  out.status = level > 0 && level < 1 ? own.status : Status::out_of_domain;
  if (out.status != Status::ok) return out;
  out.value = own.value;
  std::vector<double> drawn;
  for (std::size_t b = 0; b < resamples.count; ++b) {
    drawn.clear();
    for (const std::size_t row : resamples.rows(b)) {
      if (row >= x.size()) throw Error(ErrorKind::bug, "bootstrap", "a resampled row is beyond the series");
      drawn.push_back(x[row]);
    }
    const Statistic s = f(drawn);
    if (s.ok()) out.draws.push_back(s.value);
    else ++out.degenerate;
  }
  if (out.draws.size() < 2) {
    out.status = Status::too_few;
    return out;
  }
  out.standard_error = sample_deviation(out.draws);
  std::vector<double> sorted = out.draws;
  std::sort(sorted.begin(), sorted.end());
  out.percentile_low = quantile_of_sorted(sorted, (1 - level) / 2, Quantile::linear);
  out.percentile_high = quantile_of_sorted(sorted, 1 - (1 - level) / 2, Quantile::linear);
  out.basic_low = 2 * own.value - out.percentile_high;
  out.basic_high = 2 * own.value - out.percentile_low;
  const auto beyond = std::count_if(out.draws.begin(), out.draws.end(), [&](double draw) {
    return draw - own.value >= own.value;
  });
  out.p_not_positive = static_cast<double>(1 + beyond) / static_cast<double>(out.draws.size() + 1);
  return out;
}

Bootstrap bootstrap_sharpe(std::span<const double> returns, const Resamples& resamples, double level) {
  return bootstrap(returns, resamples, level, sharpe_per_period);
}

}  // namespace relval
