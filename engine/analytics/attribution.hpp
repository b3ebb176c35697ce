// Where the P&L of a run came from: sectors, ratings, years and months, regimes of the market; what un-smoothing its
// marks would make of its volatility; and each leg by itself.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analytics/pnl_tables.hpp"
#include "base/statistic.hpp"
#include "market/panel.hpp"

namespace relval {

// The total P&L cut into parts. The left-to-right sum of the parts and the residual is the total, to the bit (save for
// the exception of PnlCell::close); the residual is what the other order of summation rounds to.
struct PnlParts {
  struct Part {
    std::string name;
    double pnl = 0;
    std::size_t rows = 0;  // in it; of a sector rows x names held, of a rating rows x names with P&L
  };
  Status status = Status::ok;  // not_kept: a large book without report.by_name; out_of_domain: the data lack it
  std::string by;              // "sector_l1", "rating", "year" ...
  std::vector<Part> parts;
  double residual = 0, total = 0;
  void close(double run_total);
};

// AR(1) un-smoothing (Geltner 1991), to first order: r are returns, rho their lag-1 autocorrelation but not below 0,
// u[t] = (r[t] - rho r[t - 1]) / (1 - rho). Where rho is not above 0 nothing is smooth: the figures are the raw ones.
struct Unsmoothed {
  Statistic rho, annual_volatility, sharpe;
};

// The level that says in which regime a row is: the factor leg's adjusted spread, else the mean of the legs'.
struct Regimes {
  std::string measured_on;      // "market", "mean of the legs"; empty: no leg has a spread
  PnlParts by_direction;        // widening, tightening (or unchanged) over 20 rows; the first 20 rows are "not known"
  PnlParts by_level;            // calm: not above the median over the run (known only afterwards), stressed: above
};

// One leg's own P&L, with the sizes it had beside the others.
struct LegAlone {
  std::string leg;
  double total = 0, cost = 0;   // currency
  Statistic annual_volatility, sharpe, max_drawdown;  // of capital; currency
};

struct Attribution {
  std::vector<PnlParts> sectors;  // of each level that the store states
  PnlParts rating;   // letters, as known on the close on which the row's interval began
  PnlParts year, month;           // month: where a row is shorter
  Unsmoothed unsmoothed;
  Regimes regimes;
  std::vector<LegAlone> legs;  // those that were ever held
};

// market: as loaded by the run; nullptr: no ratings.
Attribution attribute(const RunResult&, const MarketData* market, const DailyPnl&, double run_total);

Unsmoothed unsmooth(std::span<const double> returns, double periods_per_year);
// level: by row of the P&L; NaN: not known.
Regimes regimes(const std::vector<double>& pnl, const std::vector<double>& level, double run_total);

}  // namespace relval
