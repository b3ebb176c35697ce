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

Marks marks_at(const MarketData& market, std::size_t row, Slot s) {
  const Panel* duration = market.panel("duration");
  if (market.instruments.kind[s] == Kind::price) {
    const Panel* price = market.panel("price");
    const double years = last_known(duration, row, s);
    return {std::isnan(last_known(price, row, s)) ? kNaN : 0.0, std::isnan(years) ? 0.0 : years,
            !std::isnan(price->at(row, s))};
  }
  const Panel* spread = market.panel("spread");
  return {last_known(spread, row, s), last_known(duration, row, s), !std::isnan(spread->at(row, s))};
}

bool is_member(const Marks& m) { return !std::isnan(m.spread_bp) && !std::isnan(m.duration_years); }

UnitRisk unit_risk(Kind kind, const Marks& m) {
  const double d = m.duration_years;
  if (kind == Kind::price) return {1.0, 0.0, -d * 1e-4, 0.0};
  return {d, m.spread_bp, -d * 1e-4, d * m.spread_bp * 1e-4};
}

}  // namespace relval
