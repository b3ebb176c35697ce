#include "analytics/var_backtest.hpp"

#include <algorithm>

#include "analytics/tail_risk.hpp"
#include "base/numeric.hpp"

namespace relval {

VarBacktest backtest(std::span<const double> pnl, std::vector<double> var, std::vector<double> es, double confidence) {
  VarBacktest b;
  b.var = std::move(var);
  b.es = std::move(es);
  const std::size_t n = b.var.size();
  if (!all_finite(pnl) || !all_finite(b.var) || !all_finite(b.es)) {
    b.status = Status::non_finite_input;
    return b;
  }
  if (n == 0 || n > pnl.size() || b.es.size() != n) return b;
  b.first_row = pnl.size() - n;
  const double rate = tail_share(confidence);
  std::vector<bool> exceeded;
  CompensatedSum depth;
  bool positive = true;
  for (std::size_t i = 0; i < n; ++i) {
    const double p = pnl[b.first_row + i];
    exceeded.push_back(p < -b.var[i]);
    if (exceeded.back()) depth.add(p / b.es[i]);
    positive = positive && b.es[i] > 0;
  }
  b.clustering = christoffersen(exceeded, rate);
  b.status = b.clustering.unconditional.ratio.status;
  if (b.status != Status::ok) return b;
  b.zone = basel_zone(b.clustering.exceedances, n, rate);
  b.shortfall_z2 = positive ? defined(depth.value() / (static_cast<double>(n) * rate) + 1)
                            : undefined(Status::out_of_domain);
  return b;
}

VarBacktest rolling_backtest(std::span<const double> pnl, std::size_t window, double confidence) {
  std::vector<double> var, es;
  if (window > 0 && all_finite(pnl)) {
    // The window in ascending order, from which the oldest row goes and into which the newest comes.
    const std::span<const double> first = pnl.first(std::min(window, pnl.size()));
    std::vector<double> ascending(first.begin(), first.end());
    std::sort(ascending.begin(), ascending.end());
    for (std::size_t t = window; t < pnl.size(); ++t) {
      const TailRisk known = tail_risk_of_sorted(ascending, confidence);
      var.push_back(known.var.value);
      es.push_back(known.es.value);
      ascending.erase(std::lower_bound(ascending.begin(), ascending.end(), pnl[t - window]));
      ascending.insert(std::upper_bound(ascending.begin(), ascending.end(), pnl[t]), pnl[t]);
    }
  }
  return backtest(pnl, std::move(var), std::move(es), confidence);
}

}  // namespace relval
