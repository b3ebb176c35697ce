#include "analytics/sharpe_error.hpp"

#include <algorithm>
#include <cmath>

#include "analytics/autocorrelation.hpp"
#include "analytics/long_run_variance.hpp"
#include "analytics/moments.hpp"
#include "analytics/sharpe.hpp"
#include "base/numeric.hpp"
#include "base/special_functions.hpp"

namespace relval {
namespace {

std::vector<double> excess_of(std::span<const double> returns, double per_period) {
  std::vector<double> excess(returns.begin(), returns.end());
  for (double& r : excess) r -= per_period;
  return excess;
}

}  // namespace

Statistic sharpe_error_iid(std::span<const double> returns, double periods_per_year, double risk_free) {
  const Statistic annual = sharpe(returns, periods_per_year, risk_free).ratio;
  if (!annual.ok()) return annual;
  const double s = annual.value / std::sqrt(periods_per_year);
  return defined(std::sqrt((1.0 + s * s / 2.0) / static_cast<double>(returns.size()) * periods_per_year));
}

SharpeTerms sharpe_terms(std::span<const double> returns) {
  SharpeTerms terms;
  const Moments m = moments(returns);
  const double deviation = std::sqrt(m.m2);
  if (is_constant(returns, deviation)) return terms;
  terms.ratio = m.mean / deviation;
  for (const double r : returns) {
    const double z = (r - m.mean) / deviation;
    terms.psi.push_back(z - terms.ratio / 2.0 * (z * z - 1.0));
  }
  return terms;
}

Statistic sharpe_error_hac(std::span<const double> returns, double periods_per_year, std::size_t lag,
                           double risk_free) {
  if (!all_finite(returns)) return undefined(Status::non_finite_input);
  if (returns.size() < 2 || returns.size() <= lag + 1) return undefined(Status::too_few);
  const SharpeTerms terms = sharpe_terms(excess_of(returns, risk_free / periods_per_year));
  if (terms.psi.empty()) return undefined(Status::zero_variance);
  const double variance = long_run_variance(terms.psi, lag) / static_cast<double>(returns.size());
  return defined(std::sqrt(variance * periods_per_year));
}

Statistic sharpe_autocorrelated(std::span<const double> returns, double periods_per_year, std::size_t lags,
                                double risk_free) {
  const Statistic annual = sharpe(returns, periods_per_year, risk_free).ratio;
  if (!annual.ok()) return annual;
  const double q = periods_per_year;
  const auto most = static_cast<std::size_t>(std::max(0.0, std::ceil(q) - 1.0));
  double radicand = q;
  for (std::size_t k = 1; k <= std::min(most, lags); ++k) {
    const Statistic rho = autocorrelation(returns, k);
    if (!rho.ok()) return rho;
    radicand += 2.0 * (q - static_cast<double>(k)) * rho.value;
  }
  if (radicand <= 0) return undefined(Status::out_of_domain);
  return defined(annual.value / std::sqrt(q) * q / std::sqrt(radicand));
}

Statistic autoregressive_eta(std::size_t q, double rho) {
  if (!std::isfinite(rho)) return undefined(Status::non_finite_input);
  if (q == 0 || rho <= -1 || rho >= 1) return undefined(Status::out_of_domain);
  double power = 1;
  for (std::size_t k = 0; k < q; ++k) power *= rho;
  const auto periods = static_cast<double>(q);
  const double radicand = 1 + 2 * rho / (1 - rho) * (1 - (1 - power) / (periods * (1 - rho)));
  return radicand > 0 ? defined(std::sqrt(periods) / std::sqrt(radicand)) : undefined(Status::out_of_domain);
}

SharpeDifference sharpe_difference(std::span<const double> first, std::span<const double> second, std::size_t lag) {
  const auto all = [](Status s) { return SharpeDifference{undefined(s), undefined(s), undefined(s), undefined(s)}; };
  if (!all_finite(first) || !all_finite(second)) return all(Status::non_finite_input);
  const std::size_t n = first.size();
  if (second.size() != n || n < 2 || n <= lag + 1) return all(Status::too_few);
  const SharpeTerms a = sharpe_terms(first), b = sharpe_terms(second);
  if (a.psi.empty() || b.psi.empty()) return all(Status::zero_variance);
  std::vector<double> psi = a.psi;
  for (std::size_t t = 0; t < n; ++t) psi[t] -= b.psi[t];
  SharpeDifference d;
  d.difference = defined(a.ratio - b.ratio);
  d.error = defined(std::sqrt(long_run_variance(psi, lag) / static_cast<double>(n)));
  if (is_constant(a.psi, d.error.value)) {  // one strategy twice
    d.z = d.p = undefined(Status::zero_variance);
    return d;
  }
  d.z = defined(d.difference.value / d.error.value);
  d.p = defined(2.0 * normal_upper_tail(std::fabs(d.z.value)));
  return d;
}

}  // namespace relval
