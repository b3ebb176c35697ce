#include "analytics/probabilistic_sharpe.hpp"

#include <cmath>

#include "analytics/moments.hpp"
#include "base/numeric.hpp"
#include "base/special_functions.hpp"

namespace relval {
namespace {

// Of the Sharpe ratio, times n - 1.
double variance(const SharpeRecord& r) {
  return 1 - r.skewness * r.sharpe + (r.kurtosis - 1) / 4 * r.sharpe * r.sharpe;
}

Status status_of(const SharpeRecord& r, double benchmark) {
  for (const double v : {r.sharpe, r.periods, r.skewness, r.kurtosis, benchmark})
    if (!std::isfinite(v)) return Status::non_finite_input;
  if (r.periods < 2) return Status::too_few;
  return variance(r) > 0 ? Status::ok : Status::out_of_domain;
}

}  // namespace

Statistic sharpe_per_period(std::span<const double> returns) { return sharpe_about(returns, mean(returns)); }

Statistic sharpe_about(std::span<const double> returns, double centre) {
  if (!all_finite(returns)) return undefined(Status::non_finite_input);
  if (returns.size() < 2) return undefined(Status::too_few);
  const double deviation = sample_deviation(returns, centre);
  if (is_constant(returns, deviation)) return undefined(Status::zero_variance);
  return defined(centre / deviation);
}

SharpeRecordOf sharpe_record(std::span<const double> returns) {
  const Statistic sharpe = sharpe_per_period(returns);
  if (!sharpe.ok()) return {sharpe.status, {}};
  const Moments m = moments(returns);
  return {Status::ok,
          {sharpe.value, static_cast<double>(returns.size()), m.m3 / (m.m2 * std::sqrt(m.m2)), m.m4 / (m.m2 * m.m2)}};
}

Statistic probabilistic_sharpe(const SharpeRecord& r, double benchmark) {
  if (const Status s = status_of(r, benchmark); s != Status::ok) return undefined(s);
  return defined(normal_cdf((r.sharpe - benchmark) * std::sqrt(r.periods - 1) / std::sqrt(variance(r))));
}

Statistic probabilistic_sharpe(std::span<const double> returns, double benchmark) {
  const SharpeRecordOf r = sharpe_record(returns);
  return r.status == Status::ok ? probabilistic_sharpe(r.record, benchmark) : undefined(r.status);
}

Statistic minimum_track_record(const SharpeRecord& r, double benchmark, double confidence) {
  if (const Status s = status_of(r, benchmark); s != Status::ok) return undefined(s);
  if (!(confidence > 0 && confidence < 1)) return undefined(Status::out_of_domain);
  if (r.sharpe <= benchmark) return {std::numeric_limits<double>::infinity(), Status::ok};
  const double z = normal_quantile(confidence) / (r.sharpe - benchmark);
  return defined(1 + variance(r) * z * z);
}

Statistic minimum_track_record(std::span<const double> returns, double benchmark, double confidence) {
  const SharpeRecordOf r = sharpe_record(returns);
  return r.status == Status::ok ? minimum_track_record(r.record, benchmark, confidence) : undefined(r.status);
}

}  // namespace relval
