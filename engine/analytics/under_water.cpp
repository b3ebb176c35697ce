#include "analytics/under_water.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analytics/annual_return.hpp"
#include "analytics/drawdown.hpp"
#include "analytics/tail_risk.hpp"
#include "base/numeric.hpp"

namespace relval {

UnderWater under_water(std::span<const double> pnl, double capital) {
  UnderWater u;
  const Status status = !all_finite(pnl) ? Status::non_finite_input : pnl.empty() ? Status::too_few : Status::ok;
  if (status != Status::ok) {
    u.pain = u.ulcer = u.time = u.current = u.average_depth = undefined(status);
    return u;
  }
  const DepthPath path = depth_path(pnl, capital);
  const auto n = static_cast<double>(pnl.size());
  CompensatedSum depths, squares;
  double below = 0;
  for (const double d : path.depth) {
    depths.add(d / capital);
    squares.add(d / capital * (d / capital));
    if (d > path.slack) ++below;
  }
  const bool shares = capital > 0;
  u.pain = shares ? defined(depths.value() / n) : undefined(Status::out_of_domain);
  u.ulcer = shares ? defined(std::sqrt(squares.value() / n)) : undefined(Status::out_of_domain);
  u.time = defined(below / n);
  u.current = defined(path.depth.back() > path.slack ? path.depth.back() : 0.0);
  CompensatedSum deepest;
  const auto all = drawdowns(pnl, capital);
  for (const Drawdown& d : all) {
    deepest.add(d.depth);
    u.longest = std::max(u.longest, d.length);
  }
  u.average_depth = defined(all.empty() ? 0.0 : deepest.value() / static_cast<double>(all.size()));
  return u;
}

Statistic conditional_drawdown(std::span<const double> pnl, double confidence) {
  if (!all_finite(pnl)) return undefined(Status::non_finite_input);
  std::vector<double> losses = depth_path(pnl, 0).depth;
  for (double& d : losses) d = -d;
  return tail_risk(losses, confidence).es;
}

Statistic calmar(std::span<const double> pnl, double capital, double periods_per_year) {
  const Statistic yearly = annual_return(pnl, periods_per_year), deepest = max_drawdown(pnl, capital);
  if (!(capital > 0)) return undefined(Status::out_of_domain);
  return yearly.ok() ? ratio(yearly.value / capital, deepest.value / capital) : yearly;
}

Statistic calmar_36m(std::span<const double> pnl, double capital, double periods_per_year) {
  const auto rows = static_cast<std::size_t>(std::floor(3 * periods_per_year + 0.5));
  if (pnl.size() < rows) return undefined(Status::too_few);
  return calmar(pnl.subspan(pnl.size() - rows), capital, periods_per_year);
}

}  // namespace relval
