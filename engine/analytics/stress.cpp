#include "analytics/stress.hpp"

#include <cmath>

namespace relval {
namespace {

void add_up(StressResult& out) {
  for (const double pnl : out.leg) out.total += pnl;
}

}  // namespace

StressResult stress(const RiskBook& book, std::size_t legs, const ScenarioConfig& scenario) {
  StressResult out{scenario.id, scenario.label, scenario.shock, scenario.source, std::vector<double>(legs, 0.0), 0, 0};
  for (const Holding& h : book.holdings) {
    const ScenarioMove* move = h.kind == Kind::price ? nullptr : move_for(scenario, h);
    if (!move) continue;
    ++out.names_moved;
    out.leg[h.leg] += repriced(h, h.spread_bp * move->times + move->plus_bp);
  }
  add_up(out);
  return out;
}

StressResult stress(const RiskBook& book, std::size_t legs, const NameShocks& shocks) {
  StressResult out{shocks.id, shocks.label, shocks.shock, shocks.source, std::vector<double>(legs, 0.0), 0, 0};
  out.names_by_median = 0;
  for (const Holding& h : book.holdings) {
    const NameShock& s = shocks.by_slot.at(h.slot);
    if (std::isnan(s.times)) continue;
    ++out.names_moved;
    *out.names_by_median += s.by_median ? 1 : 0;
    out.leg[h.leg] += h.kind == Kind::price ? h.notional * (s.times - 1)
                                            : repriced(h, h.spread_bp * s.times + s.plus_bp);
  }
  add_up(out);
  return out;
}

std::vector<StressResult> stress_all(const RiskBook& book, std::size_t legs, const Scenarios& more) {
  std::vector<StressResult> all;
  if (!book.held()) return all;
  const auto standard = stress_scenarios();
  all.push_back(stress(book, legs, standard.front()));  // Covid
  for (const NameShocks& s : more.worst) all.push_back(stress(book, legs, s));
  for (const ScenarioConfig& s : standard.subspan(1)) all.push_back(stress(book, legs, s));
  for (const ScenarioConfig& s : more.stated) all.push_back(stress(book, legs, s));
  for (const NameShocks& s : more.windows) all.push_back(stress(book, legs, s));
  return all;
}

}  // namespace relval
