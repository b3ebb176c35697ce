#include "analytics/hit_rate.hpp"

#include <algorithm>

namespace relval {

HitRate hit_rate(std::span<const double> pnl) {
  if (!all_finite(pnl)) return {undefined(Status::non_finite_input), kNaN};
  if (pnl.empty()) return {undefined(Status::too_few), kNaN};
  const auto gains = std::count_if(pnl.begin(), pnl.end(), [](double p) { return p > 0; });
  const auto flat = std::count(pnl.begin(), pnl.end(), 0.0);
  const auto n = static_cast<std::ptrdiff_t>(pnl.size());
  HitRate h;
  h.rate = flat == n ? undefined(Status::too_few) : defined(static_cast<double>(gains) / static_cast<double>(n - flat));
  h.flat_share = static_cast<double>(flat) / static_cast<double>(n);
  return h;
}

}  // namespace relval
