// What the book as it stands would have earned on each past row: yesterday's market on today's positions. Not what the
// strategy did earn, which traded other sizes at other spreads; that is the realised P&L.
#pragma once

#include <limits>
#include <vector>

#include "analytics/risk_book.hpp"
#include "analytics/tail_risk.hpp"

namespace relval {

inline constexpr std::size_t kAllRows = std::numeric_limits<std::size_t>::max();

// Scenario t: each spread goes from its level on the book's row to spread x (s[t] / s[t - 1]), all at once, re-priced
// in full; kind price moves by its own relative change. t is each row of the loaded market up to the book's row, rows
// before the run among them. No carry, no cost. Moves are those of SpreadMoves.
//
// A name without a relative move on a row takes the median of its leg's other names of its kind (held or not). Where
// its leg has none, the row is left out: any number would be an invention.
struct HistoricalSimulation {
  Status status = Status::too_few;
  std::vector<Date> dates;            // of the scenarios
  std::vector<double> pnl;            // currency, by scenario
  std::size_t rows_left_out = 0;
  std::size_t moves = 0, filled = 0;  // names x scenarios; of them by the median of the leg
  std::size_t names_filled = 0;       // names with at least one such
  TailRisks tail;
  std::size_t worst = 0;              // scenario of the largest loss, the earlier of equals
};
// window: the newest so many of those rows alone.
HistoricalSimulation simulate_history(const RiskBook&, const RunResult&, const MarketData&,
                                      std::size_t window = kAllRows);

// The market's row of the first of those scenarios: moves start at row 1.
std::size_t first_scenario(std::size_t market_row, std::size_t window);

}  // namespace relval
