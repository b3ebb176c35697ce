// The P&L of a pair by what drove it: total = market + net carry + cost + divergence, to the bit.
//   market      what the book's beta to the factor leg earned: sum over legs of CS01 x beta x change of the factor
//   leg's
//               spread, with the CS01 held and the beta known at the close before
//   net carry   carry, roll-down and financing
//   cost        of trading
//   divergence  the rest: the legs moving apart, beyond what their betas explain
#pragma once

#include <vector>

#include "analytics/pnl_tables.hpp"
#include "base/statistic.hpp"

namespace relval {

struct SplitPnl {  // currency
  double market = 0, net_carry = 0, cost = 0, divergence = 0, total = 0;
};

struct PnlSplit {
  Status status = Status::out_of_domain;  // ok, or there is no factor leg
  std::vector<SplitPnl> daily;            // by row
  SplitPnl total;
  std::size_t rows_without_beta = 0;      // with a position and no beta known: their market part is 0
  // Net CS01 x beta over the CS01 of the long side, at entry: +0.5 gains like half the long leg when the market
  // tightens.
  Statistic beta_at_entry, beta_now;
};
PnlSplit split_pnl(const RunResult&, const DailyPnl&, std::size_t entry_row, std::size_t last_row);

// Beta of the book on a row as above; undefined without a long side or a beta of every leg held.
Statistic market_beta(const RunResult&, std::size_t row);

}  // namespace relval
