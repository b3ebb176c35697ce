// The move that stands in for a missing one: the median of what the others of the leg did on that row.
#pragma once

#include <optional>
#include <vector>

#include "analytics/risk_book.hpp"
#include "analytics/spread_moves.hpp"

namespace relval {

class LegMedians {
 public:
  LegMedians(const SpreadMoves&, const RunResult&, const MarketData&);  // all outlive it

  // Of the leg's names of that kind, held or not, that have a relative move on row t of the market; NaN where none has.
  double at(std::size_t t, std::size_t leg, Kind);

 private:
  const SpreadMoves& moves_;
  const MarketData& market_;
  std::vector<std::vector<std::size_t>> columns_;  // of the market, by leg
  std::vector<std::optional<double>> known_;       // [row][leg][kind], where asked for before
  std::vector<double> others_;
};

}  // namespace relval
