// Historical value at risk and expected shortfall by order statistics: what the worst periods lost. Losses are
// positive.
#pragma once

#include <cstddef>

#include "base/statistic.hpp"

namespace relval {

// Ascending P&L x(1) <= ... <= x(n), a = 1 - confidence:
//   VaR = -x(k), k = max(1, ceil(n a))   a period that happened (inverse of the distribution, Hyndman & Fan 1996, type
//   1) ES  = -[sum of x(i), i <= floor(n a), + (n a - floor(n a)) x(floor(n a) + 1)] / (n a)      (Acerbi & Tasche
//   2002)
// ES is the mean of VaR over all tails thinner than a, and so never below it. With n a < 1 both are the worst loss,
// with status too_few beside the number. Nothing is scaled to another horizon: it is that of the P&L, one row of a run.
struct TailRisk {
  double confidence = 0;
  Statistic var, es;  // currency; negative where even the tail gained
};
TailRisk tail_risk(std::span<const double> pnl, double confidence);

struct TailRisks {
  std::size_t periods = 0;
  TailRisk at_95{0.95, {}, {}}, at_99{0.99, {}, {}};
};
TailRisks tail_risks(std::span<const double> pnl);

}  // namespace relval
