// Historical value at risk and expected shortfall by order statistics: what the worst periods lost. Losses are
// positive.
#pragma once

#include <cstddef>
#include <vector>

#include "analytics/quantile.hpp"
#include "base/statistic.hpp"

namespace relval {

// Ascending P&L x(1) <= ... <= x(n), a = 1 - confidence:
//   VaR = -x(k), k = max(1, ceil(n a))
//   ES  = -[sum of x(i), i <= floor(n a), + (n a - floor(n a)) x(floor(n a) + 1)] / (n a)
// VaR is a period that happened (inverse of the distribution, Hyndman & Fan 1996, type 1); ES: Acerbi & Tasche 2002.
// ES is the mean of VaR over all tails thinner than a, and so never below it. With n a < 1 both are the worst loss,
// with status too_few beside the number. Nothing is scaled to another horizon: it is that of the P&L, one row of a run.
struct TailRisk {
  double confidence = 0;
  Statistic var, es;  // currency; negative where even the tail gained
};
TailRisk tail_risk(std::span<const double> pnl, double confidence);
TailRisk tail_risk_of_sorted(std::span<const double> ascending, double confidence);  // the same of P&L in order

// With an interpolated quantile, to compare with libraries: VaR = -quantile(a), ES = the mean of what lost VaR or more.
TailRisk tail_risk(std::span<const double> pnl, double confidence, Quantile);

struct TailRisks {
  std::size_t periods = 0;
  TailRisk at_95{0.95, {}, {}}, at_99{0.99, {}, {}};
};
TailRisks tail_risks(std::span<const double> pnl);

// 1 - confidence to 12 decimals: 1 - 0.95 is 0.05 and a little in binary, and 1,000 rows must count 50.
double tail_share(double confidence);

// The rows of the tail as VaR and ES above count them: weight[i] belongs to row[i], the sum of weights is n a (1 where
// n a < 1), `var_row` is row x(k). Equal P&L keep the order of their rows.
struct TailRows {
  std::vector<std::size_t> row;  // ascending by P&L
  std::vector<double> weight;
  std::size_t var_row = 0, var_rank = 0;  // the rank counts from 1
};
TailRows tail_rows(std::span<const double> pnl, double confidence);

// Sums of `horizon` rows in a row, one for each start: n - horizon + 1 of them, of which about n / horizon tell
// something new. Empty when there are fewer rows.
std::vector<double> overlapping_sums(std::span<const double> pnl, std::size_t horizon);

}  // namespace relval
