#include "pricing/valuation.hpp"

#include <cmath>

#include "base/numeric.hpp"

namespace relval {

double last_known(const Panel* p, std::size_t row, Slot s) {
  if (!p) return kNaN;
  for (std::size_t t = row + 1; t-- > 0;)
    if (!std::isnan(p->at(t, s))) return p->at(t, s);
  return kNaN;
}

MarksReader::MarksReader(const MarketData& market)
    : market_(market), spread_(market.panel("spread")), duration_(market.panel("duration")), price_(market.panel("price")) {}

Marks MarksReader::at(std::size_t row, Slot s) const {
  const double years = last_known(duration_, row, s);
  if (market_.instruments.kind[s] == Kind::price) {
    const double price = last_known(price_, row, s);
    return {std::isnan(price) ? kNaN : 0.0, std::isnan(years) ? 0.0 : years, !std::isnan(price_->at(row, s))};
  }
  return {last_known(spread_, row, s), years, !std::isnan(spread_->at(row, s))};
}

bool is_member(const Marks& m) { return !std::isnan(m.spread_bp) && !std::isnan(m.duration_years); }

}  // namespace relval
