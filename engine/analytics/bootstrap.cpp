#include "analytics/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analytics/probabilistic_sharpe.hpp"
#include "analytics/quantile.hpp"
#include "base/error.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

// From the draws: their error, their intervals, their share below 0.
void conclude(Bootstrap& out, double level) {
  if (out.status != Status::ok) return;
  if (out.draws.size() < 2) {
    out.status = Status::too_few;
    return;
  }
  out.standard_error = sample_deviation(out.draws);
  std::vector<double> sorted = out.draws;
  std::sort(sorted.begin(), sorted.end());
  out.percentile_low = quantile_of_sorted(sorted, (1 - level) / 2, Quantile::linear);
  out.percentile_high = quantile_of_sorted(sorted, 1 - (1 - level) / 2, Quantile::linear);
  out.basic_low = 2 * out.value - out.percentile_high;
  out.basic_high = 2 * out.value - out.percentile_low;
  const auto beyond = std::count_if(out.draws.begin(), out.draws.end(), [&](double draw) {
    return draw - out.value >= out.value;
  });
  out.p_not_positive = static_cast<double>(1 + beyond) / static_cast<double>(out.draws.size() + 1);
}

}  // namespace

std::vector<Bootstrap> bootstrap_each(std::span<const double> x, const Resamples& resamples, double level,
                                      std::size_t statistics, const StatisticsOf& f) {
  std::vector<Bootstrap> all(statistics);
  std::vector<Statistic> values(statistics);
  f(x, values);
  for (std::size_t i = 0; i < statistics; ++i) {
    all[i].status = level > 0 && level < 1 ? values[i].status : Status::out_of_domain;
    if (all[i].status == Status::ok) all[i].value = values[i].value;
  }
  const auto asked = [](const Bootstrap& b) { return b.status == Status::ok; };
  if (std::none_of(all.begin(), all.end(), asked)) return all;
  std::vector<double> drawn;
  for (std::size_t b = 0; b < resamples.count; ++b) {
    drawn.clear();
    for (const std::size_t row : resamples.rows(b)) {
      if (row >= x.size()) throw Error(ErrorKind::bug, "bootstrap", "a resampled row is beyond the series");
      drawn.push_back(x[row]);
    }
    f(drawn, values);
    for (std::size_t i = 0; i < statistics; ++i) {
      if (values[i].ok()) all[i].draws.push_back(values[i].value);
      else ++all[i].degenerate;
    }
  }
  for (Bootstrap& one : all) conclude(one, level);
  return all;
}

Bootstrap bootstrap(std::span<const double> x, const Resamples& resamples, double level, const StatisticOf& f) {
  const auto alone = [&](std::span<const double> rows, std::span<Statistic> out) { out[0] = f(rows); };
  return std::move(bootstrap_each(x, resamples, level, 1, alone).front());
}

Bootstrap bootstrap_sharpe(std::span<const double> returns, const Resamples& resamples, double level) {
  return bootstrap(returns, resamples, level, sharpe_per_period);
}

}  // namespace relval
