// VaR and ES of one book after another by historical simulation. To the bit what simulate_history() finds for each with
// the same window; moves are looked up once for all rows, and a name is re-priced in all scenarios at a time.
#pragma once

#include <vector>

#include "analytics/leg_medians.hpp"
#include "analytics/risk_book.hpp"
#include "analytics/spread_moves.hpp"
#include "analytics/tail_risk.hpp"

namespace relval {

class BookTails {
 public:
  // window: rows of the market up to the book's own, its own among them. Run and market outlive it.
  BookTails(const RunResult&, const MarketData&, std::size_t window);

  // periods: the scenarios that were left when rows without any move of a leg were taken out. too_few where nothing is
  // held.
  TailRisks of(const RiskBook&);

 private:
  const double* moves_of(const Holding&);

  SpreadMoves moves_;
  LegMedians medians_;
  std::size_t window_;
  std::size_t first_ = 1, end_ = 1;         // of the market: the rows that some row of the run looks at
  std::vector<std::vector<double>> known_;  // by slot of the run, where held: its moves on those rows
  std::vector<double> growth_, sum_, carry_, pnl_;
};

}  // namespace relval
