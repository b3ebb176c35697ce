#include "analytics/profit_factor.hpp"

#include <algorithm>

#include "base/numeric.hpp"

namespace relval {
namespace {

struct Sides {
  double gains = 0, losses = 0;  // losses > 0
  double won = 0, lost = 0;      // how many
};

Sides sides_of(std::span<const double> pnl) {
  Sides s;
  CompensatedSum gains, losses;
  for (const double p : pnl) {
    if (p > 0) gains.add(p), ++s.won;
    if (p < 0) losses.add(-p), ++s.lost;
  }
  s.gains = gains.value();
  s.losses = losses.value();
  return s;
}

}  // namespace

Statistic profit_factor(std::span<const double> pnl) {
  if (!all_finite(pnl)) return undefined(Status::non_finite_input);
  if (pnl.empty()) return undefined(Status::too_few);
  const Sides s = sides_of(pnl);
  return ratio(s.gains, s.losses);
}

Statistic payoff_ratio(std::span<const double> pnl) {
  if (!all_finite(pnl)) return undefined(Status::non_finite_input);
  const Sides s = sides_of(pnl);
  if (s.won == 0 || s.lost == 0) return undefined(Status::too_few);
  return defined((s.gains / s.won) / (s.losses / s.lost));
}

Statistic expectancy(std::span<const double> pnl) {
  if (!all_finite(pnl)) return undefined(Status::non_finite_input);
  const Sides s = sides_of(pnl);
  if (s.won + s.lost == 0) return undefined(Status::too_few);
  return defined((s.gains - s.losses) / (s.won + s.lost));
}

Streaks longest_streaks(std::span<const double> pnl) {
  Streaks longest;
  std::size_t gains = 0, losses = 0;
  for (const double p : pnl) {
    if (p > 0) ++gains, losses = 0;
    if (p < 0) ++losses, gains = 0;
    longest.gains = std::max(longest.gains, gains);
    longest.losses = std::max(longest.losses, losses);
  }
  return longest;
}

}  // namespace relval
