#include "analytics/deflated_sharpe.hpp"

#include <cmath>
#include <numbers>

#include "base/numeric.hpp"
#include "base/special_functions.hpp"

namespace relval {

double expected_max_z(double trials) {
  if (std::isnan(trials)) return kNaN;
  if (trials <= 1) return 0;
  const double g = std::numbers::egamma;
  return (1 - g) * normal_upper_quantile(1 / trials) + g * normal_upper_quantile(1 / (trials * std::numbers::e));
}

Statistic minimum_backtest_years(double trials, double annual_sharpe) {
  if (!std::isfinite(trials) || !std::isfinite(annual_sharpe)) return undefined(Status::non_finite_input);
  if (!(annual_sharpe > 0)) return undefined(Status::out_of_domain);
  const double root = expected_max_z(trials) / annual_sharpe;
  return defined(root * root);
}

DeflatedSharpe deflated_sharpe(const SharpeRecord& selected, double variance, double trials) {
  if (!std::isfinite(variance) || !std::isfinite(trials)) return {undefined(Status::non_finite_input), kNaN};
  if (variance < 0) return {undefined(Status::out_of_domain), kNaN};
  const double benchmark = std::sqrt(variance) * expected_max_z(trials);
  return {probabilistic_sharpe(selected, benchmark), benchmark};
}

TrialSharpes trial_sharpes(const Trials& trials) {
  TrialSharpes out;
  std::vector<double> known;
  for (std::size_t k = 0; k < trials.size(); ++k) {
    out.sharpes.push_back(sharpe_per_period(trials[k]));
    const Statistic& s = out.sharpes.back();
    if (!s.ok()) continue;
    if (known.empty() || s.value > out.sharpes[out.best].value) out.best = k;
    known.push_back(s.value);
  }
  out.with_ratio = known.size();
  out.without_ratio = trials.size() - known.size();
  if (known.empty()) return out;
  out.selected = sharpe_record(trials[out.best]).record;
  if (known.size() < 2) return out;
  const double deviation = sample_deviation(known);
  out.variance = deviation * deviation;
  out.status = Status::ok;
  return out;
}

DeflatedSharpe deflated_sharpe(const TrialSharpes& set, double trials) {
  if (set.status != Status::ok) return {undefined(set.status), kNaN};
  return deflated_sharpe(set.selected, set.variance,
                         std::isnan(trials) ? static_cast<double>(set.with_ratio) : trials);
}

}  // namespace relval
