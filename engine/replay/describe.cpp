#include "replay/describe.hpp"

#include "portfolio/hedge_ratios.hpp"

namespace relval {
namespace {

std::vector<double> from_row(std::span<const double> values, std::size_t first) {
  return {values.begin() + static_cast<std::ptrdiff_t>(first), values.end()};
}

}  // namespace

void describe_legs(const RunPlan& plan, const MarketData& market, const LegHistory& history, RunResult& out) {
  const std::size_t first = plan.warm_up_rows, rows = market.dates.size();
  const auto& legs = plan.universe.legs;
  const HedgeRatios ratios(history, market, legs.size(), plan.config.sizing.beta);
  const int factor = plan.universe.factor_leg();
  for (std::size_t l = 0; l < legs.size(); ++l) {
    LegInfo& info = out.legs.emplace_back();
    info.name = legs[l].name;
    info.slots = legs[l].slots;
    info.factor = legs[l].factor;
    if (history.empty()) continue;
    info.spread_bp = from_row(history.quoted_bp(l), first);
    info.adjusted_bp = from_row(history.adjusted_bp(l), first);
    info.duration_years = from_row(history.duration_years(l), first);
    info.rows_above_cap = history.rows_above_cap(l);
    for (std::size_t t = first; t < rows; ++t) {
      info.members.push_back(history.members(l, t).size());
      if (factor >= 0) info.beta.push_back(ratios.beta(l, static_cast<std::size_t>(factor), t));
    }
  }
  for (const MembershipChange& c : history.membership_changes())
    out.leg_changes.push_back({c.row - first, c.leg, c.slot, c.joined, c.why});
}

void describe_run(const RunPlan& plan, const Session& session, RunResult& out) {
  const MarketData& market = session.market;
  out.config = plan.config;
  out.store = market.info;
  out.data_digest = session.data_digest;
  for (const auto& [name, field] : market.fields) out.fields.push_back(field.info);
  out.strategy = plan.strategy.identity;
  for (const InputTable& t : plan.strategy.tables) out.strategy_inputs.push_back(t.parameter + " " + t.sha256);
  out.stages = stage_keys(plan, session.data_digest);
  out.row_unit = plan.row_unit;
  out.periods_per_year = plan.periods_per_year;
  out.delay_rows = plan.strategy.same_close ? 0 : plan.delay_rows;
  out.same_close = plan.strategy.same_close;
  out.store_rows = plan.store_rows;
  out.warm_up_rows = plan.warm_up_rows;
  out.dates.assign(market.dates.begin() + static_cast<std::ptrdiff_t>(plan.warm_up_rows), market.dates.end());
  out.instruments = market.instruments;
}

}  // namespace relval
