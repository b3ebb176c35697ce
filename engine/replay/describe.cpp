#include "replay/describe.hpp"

#include <cmath>

#include "base/numeric.hpp"

namespace relval {
namespace {

// The quoted level of a leg at each close: duration-weighted mean of its instruments' last known spreads.
void leg_levels(const Leg& leg, const MarketData& market, std::size_t first, LegInfo& out) {
  const Panel *spread = market.panel("spread"), *duration = market.panel("duration");
  if (!spread || !duration) return;
  std::vector<double> s(leg.slots.size(), kNaN), d(leg.slots.size(), kNaN);
  for (std::size_t t = 0; t < market.dates.size(); ++t) {
    double weighted = 0, years = 0, members = 0;
    for (std::size_t i = 0; i < leg.slots.size(); ++i) {
      if (const double x = spread->at(t, leg.slots[i]); !std::isnan(x)) s[i] = x;
      if (const double x = duration->at(t, leg.slots[i]); !std::isnan(x)) d[i] = x;
      if (std::isnan(s[i]) || std::isnan(d[i])) continue;
      weighted += d[i] * s[i];
      years += d[i];
      members += 1;
    }
    if (t < first) continue;
    out.spread_bp.push_back(years > 0 ? weighted / years : kNaN);
    out.duration_years.push_back(members > 0 ? years / members : kNaN);
  }
}

}  // namespace

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
  for (const Leg& leg : plan.universe.legs) {
    out.legs.push_back({leg.name, leg.slots, {}, {}});
    if (!plan.universe.implicit) leg_levels(leg, market, plan.warm_up_rows, out.legs.back());
  }
}

}  // namespace relval
