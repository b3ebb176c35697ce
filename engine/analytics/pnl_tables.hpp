// The P&L of a run added up: by row, leg, side. Every level is a sum over rows, in their order, of the level's cells,
// and is closed by its residual, so that everywhere the components add up to the total to the bit.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "replay/result.hpp"

namespace relval {

struct DailyPnl {                // by row of the run
  std::vector<PnlCell> total;    // [row]
  std::vector<PnlCell> side;     // [row][side]
  std::vector<PnlCell> leg;      // [row][leg]
};
DailyPnl daily_pnl(const RunResult&);

struct PnlTable {
  struct Leg {
    std::string name;
    std::array<PnlCell, kSides> side;
    PnlCell total;
  };
  std::vector<Leg> legs;
  std::array<PnlCell, kSides> side;
  PnlCell total;  // the last value of the daily totals added up one after the other
};
PnlTable pnl_table(const RunResult&, const DailyPnl&);

// Sum of carry, roll-down and financing: what the position earns when spreads stand still.
double net_carry(const PnlCell&);
// First and second order and cross term of the spread move.
double spread_pnl(const PnlCell&);

}  // namespace relval
