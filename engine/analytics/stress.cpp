#include "analytics/stress.hpp"

namespace relval {

StressResult stress(const RiskBook& book, std::size_t legs, const Scenario& scenario) {
  StressResult out{scenario.id, scenario.label, scenario.shock, scenario.source, std::vector<double>(legs, 0.0), 0, 0};
  for (const Holding& h : book.holdings) {
    const ShockRule* rule = h.kind == Kind::price ? nullptr : rule_for(scenario, h);
    if (!rule) continue;
    ++out.names_moved;
    out.leg[h.leg] += repriced(h, h.spread_bp * rule->shock.times + rule->shock.plus_bp);
  }
  for (const double pnl : out.leg) out.total += pnl;
  return out;
}

std::vector<StressResult> stress_all(const RiskBook& book, std::size_t legs) {
  std::vector<StressResult> all;
  if (!book.held()) return all;
  for (const Scenario& s : stress_scenarios()) all.push_back(stress(book, legs, s));
  return all;
}

}  // namespace relval
