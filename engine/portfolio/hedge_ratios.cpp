#include "portfolio/hedge_ratios.hpp"

#include <algorithm>
#include <cmath>

#include "signals/regression.hpp"

namespace relval {
namespace {

std::size_t observed(std::span<const double> x) {
  return static_cast<std::size_t>(std::count_if(x.begin(), x.end(), [](double v) { return !std::isnan(v); }));
}

}  // namespace

HedgeRatios::HedgeRatios(const LegHistory& legs, const MarketData& market, std::size_t leg_count, const BetaConfig& how)
    : legs_(legs), market_(market), leg_count_(leg_count), lag_(0), how_(how) {
  const auto spread = market.fields.find("spread");
  if (spread != market.fields.end()) lag_ = static_cast<std::size_t>(spread->second.info.knowledge_lag);
}

// Made as far as it is asked for: later rows may not be known yet.
const std::vector<double>& HedgeRatios::changes(std::size_t asset, std::size_t row) const {
  std::vector<double>& made = changes_[asset];
  if (made.size() > row) return made;
  const bool leg = asset < leg_count_;
  const Panel* panel = market_.panel("spread");
  if (leg ? legs_.empty() : !panel) {
    made.resize(row + 1, kNaN);
    return made;
  }
  const auto chained = [&](std::size_t t) {
    return leg ? legs_.adjusted_bp(asset)[t] : panel->at(t, asset - leg_count_);
  };
  const auto quoted = [&](std::size_t t) { return leg ? legs_.quoted_bp(asset)[t] : chained(t); };
  if (made.empty()) made.push_back(kNaN);
  for (std::size_t t = made.size(); t <= row; ++t) {
    const double moved = chained(t) - chained(t - 1);
    made.push_back(how_.changes == Changes::absolute ? moved : moved / quoted(t - 1));
  }
  return made;
}

std::span<const double> HedgeRatios::window(std::size_t asset, std::size_t row) const {
  if (row < lag_) return {};
  const std::size_t end = row - lag_ + 1, rows = static_cast<std::size_t>(how_.window);
  const std::size_t first = end > rows ? end - rows : 0;
  return std::span<const double>(changes(asset, row - lag_)).subspan(first, end - first);
}

double HedgeRatios::volatility(std::size_t asset, std::size_t row) const {
  const auto x = window(asset, row);
  if (observed(x) < static_cast<std::size_t>(how_.min_rows)) return kNaN;
  return how_.method == BetaMethod::ols ? deviation(x) : ewma_deviation(x, how_.lambda);
}

double HedgeRatios::beta(std::size_t of, std::size_t on, std::size_t row) const {
  if (of == on) return 1;
  const auto y = window(of, row), x = window(on, row);
  const Regression r = how_.method == BetaMethod::ols ? ols(y, x, StandardError::none)
                                                      : ewma_regression(y, x, how_.lambda, StandardError::none);
  return r.observations < static_cast<std::size_t>(how_.min_rows) ? kNaN : r.beta;
}

}  // namespace relval
