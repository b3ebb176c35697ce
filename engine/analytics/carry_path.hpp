// Net carry (carry, roll-down and financing) a calendar day: what the position earns while spreads stand still.
#pragma once

#include <optional>

#include "analytics/pnl_tables.hpp"
#include "base/statistic.hpp"

namespace relval {

struct CarryPath {
  Statistic at_entry, now;                // currency a calendar day: first and last interval with a position
  std::optional<std::size_t>
      turned_row;  // the row from which on its sign is the one it ends with, where it ever was another
};
CarryPath carry_path(const RunResult&, const DailyPnl&, std::size_t entry_row, std::size_t last_row);

}  // namespace relval
