#include "analytics/spread_moves.hpp"

#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"

namespace relval {

SpreadMoves::SpreadMoves(const MarketData& market, const std::vector<BreakConfig>& breaks)
    : market_(market), spread_(market.panel("spread")), statistics_(market.panel("spread_statistics")),
      price_(market.panel("price")) {
  for (const BreakConfig& b : breaks) {
    const auto row = std::lower_bound(market.dates.begin(), market.dates.end(), b.date);
    if (row == market.dates.end() || *row != b.date) continue;
    Break one{static_cast<std::size_t>(row - market.dates.begin()), {}, b.change_bp};
    for (const PlacedText& id : b.instruments) {
      for (std::size_t i = 0; i < market.instruments.size(); ++i) {
        if (market.instruments.id[i] == id.value) one.columns.push_back(i);
      }
    }
    if (b.instruments.empty() || !one.columns.empty()) breaks_.push_back(std::move(one));
  }
}

const SpreadMoves::Break* SpreadMoves::break_at(std::size_t t, std::size_t column) const {
  for (const Break& b : breaks_) {
    if (b.row != t) continue;
    if (b.columns.empty() || std::find(b.columns.begin(), b.columns.end(), column) != b.columns.end()) return &b;
  }
  return nullptr;
}

double SpreadMoves::base(std::size_t t, std::size_t column) const {
  const bool month_ends = statistics_ && civil(market_.dates[t]).month != civil(market_.dates[t + 1]).month;
  const double held_next = month_ends ? statistics_->at(t, column) : kNaN;
  const double quoted = spread_->at(t, column);
  return std::isnan(quoted) || std::isnan(held_next) ? quoted : held_next;
}

double SpreadMoves::at(std::size_t t, std::size_t column) const {
  const bool priced = market_.instruments.kind[column] == Kind::price;
  const double before = priced ? price_->at(t - 1, column) : base(t - 1, column);
  const double now = priced ? price_->at(t, column) : spread_->at(t, column);
  const double least = priced ? 0.0 : kLeastSpreadBp;
  if (!(before > 0 && before >= least) || !(now >= least)) return kNaN;
  if (!priced) {
    if (const Break* b = break_at(t, column)) return b->change_bp / before;
  }
  return now / before - 1.0;
}

double SpreadMoves::change_bp(std::size_t t, std::size_t column) const {
  if (!spread_ || market_.instruments.kind[column] == Kind::price) return kNaN;
  const double change = spread_->at(t, column) - base(t - 1, column);
  const Break* b = std::isnan(change) ? nullptr : break_at(t, column);
  return b ? b->change_bp : change;
}

}  // namespace relval
