// Errors and intervals of a statistic from resampled rows. No BCa interval: its acceleration assumes independent rows.
#pragma once

#include <functional>
#include <vector>

#include "analytics/resamples.hpp"
#include "base/statistic.hpp"

namespace relval {

using StatisticOf = std::function<Statistic(std::span<const double>)>;

// status: that of the statistic on the series itself; out_of_domain for a level outside (0, 1); too_few below two
// draws.
struct Bootstrap {
  Status status = Status::too_few;
  double value = kNaN;                            // on the series itself
  double standard_error = kNaN;                   // deviation of the draws, n - 1
  double percentile_low = kNaN, percentile_high = kNaN;  // quantiles (type 7) of the draws
  double basic_low = kNaN, basic_high = kNaN;     // 2 value - the other percentile
  double p_not_positive = kNaN;                   // (1 + #{draw - value >= value}) / (draws + 1)
  std::vector<double> draws;                      // by resample, without the degenerate
  std::size_t degenerate = 0;                     // resamples whose statistic is undefined
};
// level: of the two-sided intervals. Blocks break up long trends: of a drawdown read the percentiles only, with care.
Bootstrap bootstrap(std::span<const double> x, const Resamples&, double level, const StatisticOf&);
// The same of several statistics at once, each on the same resamples; they share what they have in common.
using StatisticsOf = std::function<void(std::span<const double>, std::span<Statistic>)>;
std::vector<Bootstrap> bootstrap_each(std::span<const double> x, const Resamples&, double level, std::size_t statistics,
                                      const StatisticsOf&);
Bootstrap bootstrap_sharpe(std::span<const double> returns, const Resamples&, double level = 0.95);  // per period

}  // namespace relval
