// How much of the result hangs on one period or one name.
#pragma once

#include <cstddef>

#include "base/statistic.hpp"

namespace relval {

struct Concentration {
  std::size_t best = 0, worst = 0;     // positions of the largest and smallest P&L, the earlier of equals
  Statistic best_pnl, worst_pnl;       // currency
  Statistic best_share, worst_share;   // of |total|: signed; +-inf where the total is 0
};
Concentration concentration(std::span<const double> pnl, double total);

}  // namespace relval
