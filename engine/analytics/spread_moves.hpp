// How much each spread moved over an interval, relative to where it stood: what history is made of when it is applied
// to today's spreads. Relative, because spread changes grow with the spread (Ben Dor et al., Duration Times Spread,
// 2007).
#pragma once

#include <vector>

#include "config/run_config.hpp"
#include "market/panel.hpp"

namespace relval {

inline constexpr double kLeastSpreadBp = 1;  // where spreads stop being usual (market/fields.cpp)

class SpreadMoves {
 public:
  // The market outlives it. A listed break moves by its break-free change; on the last row of a month the move starts
  // from the spread of the universe held from then on, where the store has it: both as the P&L sees them.
  SpreadMoves(const MarketData&, const std::vector<BreakConfig>&);

  // s[t] / s[t - 1] - 1 of an instrument, t >= 1; of the price for kind price. NaN without both quotes, and where one
  // of two spreads is below kLeastSpreadBp: near and through zero a relative move says nothing.
  double at(std::size_t t, std::size_t column) const;

  // s[t] - s[t - 1] in bp, t >= 1, likewise; NaN without both quotes and for kind price.
  double change_bp(std::size_t t, std::size_t column) const;

 private:
  struct Break {
    std::size_t row;
    std::vector<std::size_t> columns;  // empty = all
    double change_bp;
  };
  const Break* break_at(std::size_t t, std::size_t column) const;
  double base(std::size_t t, std::size_t column) const;

  const MarketData& market_;
  const Panel *spread_, *statistics_, *price_;
  std::vector<Break> breaks_;
};

}  // namespace relval
