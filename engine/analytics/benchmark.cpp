#include "analytics/benchmark.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analytics/annual_volatility.hpp"
#include "analytics/sharpe.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

Status pair_status(std::span<const double> a, std::span<const double> b, std::size_t least) {
  if (!all_finite(a) || !all_finite(b)) return Status::non_finite_input;
  return a.size() == b.size() && a.size() >= least ? Status::ok : Status::too_few;
}

std::vector<double> difference(std::span<const double> a, std::span<const double> b) {
  std::vector<double> d;
  d.reserve(a.size());
  for (std::size_t t = 0; t < a.size(); ++t) d.push_back(a[t] - b[t]);
  return d;
}

Statistic capture(std::span<const double> returns, std::span<const double> benchmark, double sign) {
  if (const Status s = pair_status(returns, benchmark, 1); s != Status::ok) return undefined(s);
  CompensatedSum of_returns, of_benchmark;
  for (std::size_t t = 0; t < returns.size(); ++t) {
    if (benchmark[t] * sign <= 0) continue;
    of_returns.add(returns[t]);
    of_benchmark.add(benchmark[t]);
  }
  if (of_benchmark.value() == 0) return undefined(Status::too_few);
  return defined(of_returns.value() / of_benchmark.value());
}

}  // namespace

Statistic tracking_error(std::span<const double> returns, std::span<const double> benchmark,
                         double periods_per_year) {
  if (const Status s = pair_status(returns, benchmark, 2); s != Status::ok) return undefined(s);
  return annual_volatility(difference(returns, benchmark), periods_per_year);
}

Statistic information_ratio(std::span<const double> returns, std::span<const double> benchmark,
                            double periods_per_year) {
  if (const Status s = pair_status(returns, benchmark, 2); s != Status::ok) return undefined(s);
  return sharpe(difference(returns, benchmark), periods_per_year).ratio;
}

Statistic up_capture(std::span<const double> returns, std::span<const double> benchmark) {
  return capture(returns, benchmark, 1);
}

Statistic down_capture(std::span<const double> returns, std::span<const double> benchmark) {
  return capture(returns, benchmark, -1);
}

Statistic correlation(std::span<const double> a, std::span<const double> b) {
  if (const Status s = pair_status(a, b, 2); s != Status::ok) return undefined(s);
  const double centre_a = mean(a), centre_b = mean(b);
  if (is_constant(a, sample_deviation(a)) || is_constant(b, sample_deviation(b))) {
    return undefined(Status::zero_variance);
  }
  CompensatedSum aa, bb, ab;
  for (std::size_t t = 0; t < a.size(); ++t) {
    aa.add((a[t] - centre_a) * (a[t] - centre_a));
    bb.add((b[t] - centre_b) * (b[t] - centre_b));
    ab.add((a[t] - centre_a) * (b[t] - centre_b));
  }
  return defined(std::clamp(ab.value() / (std::sqrt(aa.value()) * std::sqrt(bb.value())), -1.0, 1.0));
}

}  // namespace relval
