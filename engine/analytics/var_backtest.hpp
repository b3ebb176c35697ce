// Value at risk as it would have been known, day by day, against the P&L of the day after.
#pragma once

#include <cstddef>
#include <vector>

#include "analytics/coverage_tests.hpp"
#include "base/statistic.hpp"

namespace relval {

// var[i] and es[i] belong to row first_row + i and come from rows before it. Positive losses.
struct VarBacktest {
  Status status = Status::too_few;
  std::size_t first_row = 0;
  std::vector<double> var, es;
  Clustering clustering;  // exceeded: pnl < -VaR
  Zone zone = Zone::green;
  // Is ES as deep as what exceeded it (Acerbi & Szekely 2014, Z2)? sum of pnl over the exceedances / (n a ES) + 1: 0
  // expected, below -0.70 rejected at 5 %.
  Statistic shortfall_z2;
};

// Historical VaR and ES (analytics/tail_risk.hpp) over the last `window` rows before each row; too_few when there are
// no more rows than that.
VarBacktest rolling_backtest(std::span<const double> pnl, std::size_t window, double confidence);

// Any forecast: var and es, one for each of the last var.size() rows of pnl.
VarBacktest backtest(std::span<const double> pnl, std::vector<double> var, std::vector<double> es, double confidence);

}  // namespace relval
