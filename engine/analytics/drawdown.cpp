#include "analytics/drawdown.hpp"

#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"

namespace relval {
namespace {

std::vector<double> equity_of(std::span<const double> pnl) {
  std::vector<double> equity;
  equity.reserve(pnl.size());
  CompensatedSum sum;
  for (const double p : pnl) {
    sum.add(p);
    equity.push_back(sum.value());
  }
  return equity;
}

double guard(const std::vector<double>& equity, double capital) {
  double largest = capital;
  for (const double e : equity) largest = std::max(largest, std::fabs(e));
  return 1e-12 * largest;
}

}  // namespace

std::vector<Drawdown> drawdowns(std::span<const double> pnl, double capital) {
  const std::vector<double> equity = equity_of(pnl);
  const double slack = guard(equity, capital);
  std::vector<Drawdown> found;
  double high = 0;
  std::ptrdiff_t peak = kInception;
  bool under = false;
  for (std::size_t t = 0; t < equity.size(); ++t) {
    const auto row = static_cast<std::ptrdiff_t>(t);
    if (equity[t] >= high - slack) {
      if (under) {
        found.back().recovery = t;
        found.back().length = static_cast<std::size_t>(row - peak);
      }
      under = false;
      high = std::max(high, equity[t]);
      peak = row;
      continue;
    }
    if (!under) found.push_back({0, peak, t, {}, 0});
    under = true;
    const double depth = high - equity[t];
    if (depth > found.back().depth) {
      found.back().depth = depth;
      found.back().trough = t;
    }
  }
  if (under) found.back().length = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(equity.size()) - 1 - peak);
  std::stable_sort(found.begin(), found.end(), [](const Drawdown& a, const Drawdown& b) { return a.depth > b.depth; });
  return found;
}

DepthPath depth_path(std::span<const double> pnl, double capital) {
  DepthPath path;
  path.depth = equity_of(pnl);
  path.slack = guard(path.depth, capital);
  double high = 0;
  for (double& level : path.depth) {
    high = std::max(high, level);
    level = high - level;
  }
  return path;
}

Statistic max_drawdown(std::span<const double> pnl, double capital) {
  if (!all_finite(pnl)) return undefined(Status::non_finite_input);
  if (pnl.empty()) return undefined(Status::too_few);
  const auto all = drawdowns(pnl, capital);
  return defined(all.empty() ? 0.0 : all.front().depth);
}

double rough_max_drawdown(std::span<const double> pnl) {
  double equity = 0, peak = 0, deepest = 0;
  for (const double x : pnl) {
    equity += x;
    peak = std::max(peak, equity);
    deepest = std::max(deepest, peak - equity);
  }
  return deepest;
}

}  // namespace relval
