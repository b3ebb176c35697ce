#include "analytics/bp_captured.hpp"

#include "base/numeric.hpp"

namespace relval {

Statistic bp_captured(std::span<const double> pnl, std::span<const double> cs01) {
  if (!all_finite(pnl) || !all_finite(cs01)) return undefined(Status::non_finite_input);
  if (pnl.size() < 2 || cs01.size() != pnl.size()) return undefined(Status::too_few);
  const double at_start = mean(cs01.first(cs01.size() - 1));
  if (at_start == 0) return undefined(Status::out_of_domain);
  return defined(compensated_sum(pnl.subspan(1)) / at_start);
}

}  // namespace relval
