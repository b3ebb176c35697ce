#include "analytics/stress.hpp"

#include <cmath>
#include <utility>

namespace relval {
namespace {

StressResult nothing_yet(std::string id, std::string label, std::string shock, std::string source, std::size_t legs) {
  StressResult out;
  out.id = std::move(id);
  out.label = std::move(label);
  out.shock = std::move(shock);
  out.source = std::move(source);
  out.leg.assign(legs, 0.0);
  out.first_order.assign(legs, 0.0);
  return out;
}

void move_spread(StressResult& out, const Holding& h, double spread_bp) {
  ++out.names_moved;
  out.leg[h.leg] += repriced(h, spread_bp);
  out.first_order[h.leg] += cs01_of(h) * (spread_bp - h.spread_bp);
}

void move_price(StressResult& out, const Holding& h, double times) {
  ++out.names_moved;
  const double pnl = h.notional * (times - 1);
  out.leg[h.leg] += pnl;
  out.first_order[h.leg] += pnl;
}

void add_up(StressResult& out) {
  for (const double pnl : out.leg) out.total += pnl;
  for (const double pnl : out.first_order) out.first_order_total += pnl;
}

}  // namespace

StressResult stress(const RiskBook& book, std::size_t legs, const ScenarioConfig& s) {
  StressResult out = nothing_yet(s.id, s.label, s.shock, s.source, legs);
  for (const Holding& h : book.holdings) {
    const ScenarioMove* move = h.kind == Kind::price ? nullptr : move_for(s, h);
    if (move) move_spread(out, h, h.spread_bp * move->times + move->plus_bp);
  }
  add_up(out);
  return out;
}

StressResult stress(const RiskBook& book, std::size_t legs, const NameShocks& shocks) {
  StressResult out = nothing_yet(shocks.id, shocks.label, shocks.shock, shocks.source, legs);
  out.names_by_median = 0;
  for (const Holding& h : book.holdings) {
    const NameShock& s = shocks.by_slot.at(h.slot);
    if (std::isnan(s.times)) continue;
    *out.names_by_median += s.by_median ? 1 : 0;
    if (h.kind == Kind::price) move_price(out, h, s.times);
    else move_spread(out, h, h.spread_bp * s.times + s.plus_bp);
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
