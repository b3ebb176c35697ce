#include "pair_run.hpp"

namespace relval {
namespace {

constexpr std::size_t kRows = 4, kLegs = 3, kNames = 5;

struct Day {
  double carry, financing, spread, cost;
};
// Of a, long, and of b, short. Row 2: a 6000 - 900 and 21000 of spread, b -4200 - 600 and 4000: 25300.
constexpr Day kLong[kRows] = {{}, {0, 0, 0, -2000}, {6000, -900, 21000, 0}, {2000, -300, -9000, -200}};
constexpr Day kShort[kRows] = {{}, {0, 0, 0, -1000}, {-4200, -600, 4000, 0}, {-1500, -250, -5000, 0}};

void post(RunResult& r, std::size_t row, std::size_t leg, Side side, const Day& d) {
  PnlCell& c = r.pnl[(row * kLegs + leg) * kSides + static_cast<std::size_t>(side)];
  c.component[index_of(Component::carry)] = d.carry;
  c.component[index_of(side == Side::long_risk ? Component::funding : Component::borrow)] = d.financing;
  c.component[index_of(Component::spread_first)] = d.spread;
  c.component[index_of(Component::cost)] = d.cost;
  c.total = d.carry + d.financing + d.spread + d.cost;
  c.close();
}

void hold(RunResult& r, std::size_t row, std::size_t leg, Side side, Exposure e, std::size_t slot) {
  r.exposure[(row * kLegs + leg) * kSides + static_cast<std::size_t>(side)] = e;
  r.positions[row * kNames + slot] = e.notional;
}

LegConfig config_of(const std::string& name) {
  LegConfig c;
  c.name = name;
  return c;
}

}  // namespace

RunResult pair_run() {
  RunResult r;
  for (const char* d : {"2025-09-04", "2025-09-05", "2025-09-08", "2025-09-09"}) r.dates.push_back(*parse_iso_date(d));
  r.config.name = "pair";
  r.config.from.value = r.dates.front();
  r.config.to.value = r.dates.back();
  r.config.portfolio.capital = 50e6;
  r.config.legs = {config_of("a"), config_of("b"), config_of("market")};
  r.row_unit = {"day", 252};
  r.periods_per_year = 252;
  r.delay_rows = 1;
  r.instruments.id = {"A", "A", "B", "B", "ORCL_5Y"};
  r.instruments.kind.assign(kNames, Kind::spread_index);
  r.instruments.text["parent"] = {"AA", "AA", "BB", "BB", "ORCL"};
  r.legs = {{"a", {0}}, {"b", {2, 4}}, {"market", {1, 3}, true}};
  r.legs[0].beta = {1.2, 1.2, 1.25, 1.3};
  r.legs[1].beta = {0.8, 0.8, 0.75, 0.7};
  r.legs[2].beta = {1, 1, 1, 1};
  r.legs[2].adjusted_bp = r.legs[2].spread_bp = {90, 91, 88, 89};
  r.names.resize(kNames);
  r.rehedging.assign(kRows, 0.0);
  r.pnl.resize(kRows * kLegs * kSides);
  r.exposure.resize(kRows * kLegs * kSides);
  r.positions.assign(kRows * kNames, 0.0);
  for (std::size_t t = 1; t < kRows; ++t) {
    post(r, t, 0, Side::long_risk, kLong[t]);
    post(r, t, 1, Side::short_risk, kShort[t]);
    const double grown = t == 3 ? 1.1 : 1;
    hold(r, t, 0, Side::long_risk, {20e6 * grown, -10000 * grown, 1e6 * grown}, 0);
    hold(r, t, 1, Side::short_risk, {-11e6, 9000, -0.8e6}, 2);
  }
  r.trades = {{0, 1, 0, 0, 0, 20e6, -2000, 1, 100, 5, TradeReason::enter, 1},
              {0, 1, 2, 1, 0, -11e6, -1000, 1, 80, 8, TradeReason::enter, -1},
              {2, 3, 0, 0, 20e6, 22e6, -200, 1, 100, 5, TradeReason::rehedge, 1}};
  return r;
}

}  // namespace relval
