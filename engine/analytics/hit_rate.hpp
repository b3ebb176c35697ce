// Share of winning periods among those with any P&L; flat periods would dilute it, so their share stands apart.
#pragma once

#include "base/statistic.hpp"

namespace relval {

struct HitRate {
  Statistic rate;        // #(pnl > 0) / #(pnl != 0)
  double flat_share = 0; // #(pnl == 0) / n
};
HitRate hit_rate(std::span<const double> pnl);

}  // namespace relval
