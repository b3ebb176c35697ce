#include "analytics/concentration.hpp"

#include <algorithm>
#include <cmath>

namespace relval {

Concentration concentration(std::span<const double> pnl, double total) {
  Concentration c;
  if (pnl.empty()) return c;
  if (!all_finite(pnl)) {
    c.best_pnl = c.worst_pnl = c.best_share = c.worst_share = undefined(Status::non_finite_input);
    return c;
  }
  c.best = static_cast<std::size_t>(std::max_element(pnl.begin(), pnl.end()) - pnl.begin());
  c.worst = static_cast<std::size_t>(std::min_element(pnl.begin(), pnl.end()) - pnl.begin());
  c.best_pnl = defined(pnl[c.best]);
  c.worst_pnl = defined(pnl[c.worst]);
  c.best_share = ratio(pnl[c.best], std::fabs(total));
  c.worst_share = ratio(pnl[c.worst], std::fabs(total));
  return c;
}

}  // namespace relval
