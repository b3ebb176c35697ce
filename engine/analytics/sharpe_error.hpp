// Other errors of the Sharpe ratio than the one it is printed with (analytics/sharpe.hpp), and what a ratio measured
// per period says of a year when returns are related over time. Per year throughout; risk_free per year.
#pragma once

#include <cstddef>
#include <vector>

#include "base/statistic.hpp"

namespace relval {

// sqrt[(1 + S^2 / 2) / n] for independent normal returns, S per period (Lo 2002, FAJ 58, table 1).
Statistic sharpe_error_iid(std::span<const double> returns, double periods_per_year, double risk_free = 0);

// sqrt[long-run variance of psi / n], psi = z - S / 2 (z^2 - 1), z in population deviations (Lo 2002; Ledoit & Wolf
// 2008). With lag 0 the moments form over n. Needs more than lag + 1 returns.
Statistic sharpe_error_hac(std::span<const double> returns, double periods_per_year, std::size_t lag,
                           double risk_free = 0);

// S eta(q), q = periods per year: eta = q / sqrt(q + 2 sum over k <= min(q - 1, lags) of (q - k) rho(k)) takes the
// place of sqrt(q) (Lo 2002). Positive autocorrelation, as of stale marks, lowers the ratio. A radicand <= 0:
// out_of_domain.
Statistic sharpe_autocorrelated(std::span<const double> returns, double periods_per_year, std::size_t lags,
                                double risk_free = 0);

// eta of a first-order autoregression, in closed form: sqrt(q) / sqrt(1 + 2 r / (1 - r) [1 - (1 - r^q) / (q (1 -
// r))]).
Statistic autoregressive_eta(std::size_t q, double rho);

// The terms whose mean's error is the Sharpe ratio's: psi above. S0 = mean / population deviation. Empty when returns
// have no dispersion.
struct SharpeTerms {
  double ratio = kNaN;  // S0, per period
  std::vector<double> psi;
};
SharpeTerms sharpe_terms(std::span<const double> returns);

// Two strategies on the same rows, per period: is the difference of their ratios more than noise? (Ledoit & Wolf 2008,
// in population deviations, normal p-value on both sides.)
struct SharpeDifference {
  Statistic difference, error, z, p;
};
SharpeDifference sharpe_difference(std::span<const double> first, std::span<const double> second, std::size_t lag);

}  // namespace relval
