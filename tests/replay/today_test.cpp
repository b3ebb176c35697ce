// What decide() is told of the book, against the run's own result: positions and the P&L of every name and row.
#include "catch.hpp"
#include "relval/today.hpp"
#include "replay/run_helper.hpp"

using namespace relval;
using namespace relval::test;

namespace {

constexpr std::size_t kNames = 5, kLegs = 2, kAssets = kLegs + kNames;  // a: N0, N1, N2; b: N3, N4
constexpr std::int64_t kEnters = 5, kLeaves = 20, kEntersAgain = 25, kTurns = 35;

struct Seen {
  double weight, notional, pnl, days;
};
std::vector<std::vector<Seen>> seen;  // by row, by asset
std::string refused;                  // of an asset that there is not

// Leg a and N3 are held from one decision to the next, flat between, and turned at the last.
std::int32_t decides(const void*, const relval_today* c, void*, relval_targets* answer, relval_error*) {
  const Today today(c);
  std::vector<Seen> row;
  for (std::int32_t a = 0; a < static_cast<std::int32_t>(today.asset_count()); ++a) {
    const Asset asset{a};
    const auto i = static_cast<std::size_t>(a);
    row.push_back({today.held_weight(asset), today.held_notional(asset), today.pnl_since_entry(asset),
                   today.days_held(asset)});
    if (row[i].weight != today.held_weight()[i] || row[i].notional != today.held_notional()[i] ||
        row[i].pnl != today.pnl_since_entry()[i] || row[i].days != today.days_held()[i])
      return 1;
  }
  seen.push_back(row);
  try {
    today.pnl_since_entry(Asset{});
  } catch (const std::out_of_range& e) {
    refused = e.what();
  }
  Targets targets(answer);
  const double weight = today.row() == kEnters || today.row() == kEntersAgain ? 1 : today.row() == kTurns ? -1 : 0;
  if (weight == 0 && today.row() != kLeaves) return 0;
  targets.weight(Asset{0}, weight);
  targets.weight(Asset{static_cast<std::int32_t>(kLegs) + 3}, -2 * weight);
  return 0;
}

RunResult recorded(const MarketData& market) {
  seen.clear();
  Registry registry;
  relval_plugin p = *registry.find("static_pair");
  p.name = "records";
  p.params = nullptr;
  p.param_count = 0;
  p.create = [](relval_error*) -> void* {
    static int object;
    return &object;
  };
  p.destroy = [](void*) {};
  p.setup = [](void*, const relval_host*, relval_error*) -> std::int32_t { return 0; };
  p.init_state = [](void*, relval_error*) -> std::int32_t { return 0; };
  p.state_size = 0;
  p.decide = decides;
  registry.add(&p);
  const RunPlan plan = make_plan(config_from("name: t\nmarket: {store: x.h5}\nfrom: 2020-01-02\nto: 2020-03-31\n"
                                             "legs: {a: {instruments: [N0, N1, N2]}, b: {instruments: [N3, N4]}}\n"
                                             "strategy: {name: records}\nportfolio: {capital: 1000000}\n"
                                             "sizing: {unit: notional, per_leg: 300000}\n"
                                             "financing: {long_spread_bp: 15, borrow_fee_bp: 30}\n"
                                             "costs: {default: {half_spread_floor_bp: 1}}\n"),
                                 header_of(market), registry);
  const MarketData loaded = select(market, plan.request);
  return run(plan, {loaded, "digest", 64});
}

}  // namespace

TEST_CASE("weight, notional, P&L since entry and days held are those of the book at the close") {
  const RunResult r = recorded(random_market(3, 64, kNames, 0));
  REQUIRE(seen.size() == r.rows());
  REQUIRE(r.name_totals.size() == r.rows() * kNames);
  std::size_t rows_held = 0;
  for (std::size_t t = 0; t < r.rows(); ++t) {
    CAPTURE(t);
    // Decided on a row, traded on the next one; turning is no entry.
    const bool first = t > kEnters && t <= kLeaves, held = first || t > kEntersAgain;
    const std::size_t entered = first ? kEnters + 1 : kEntersAgain + 1;
    rows_held += held;
    double leg_notional = 0, leg_pnl = 0;
    for (std::size_t s = 0; s < kNames; ++s) {
      const Seen& of = seen[t][kLegs + s];
      CAPTURE(s);
      const double notional = r.positions[t * kNames + s];
      double pnl = 0;
      if (held && notional != 0)
        for (std::size_t u = entered; u <= t; ++u) pnl += r.name_totals[u * kNames + s];
      CHECK(of.notional == notional);
      CHECK((notional != 0) == (held && s != 4));
      CHECK(of.pnl == Approx(pnl).epsilon(1e-12).margin(1e-9));
      CHECK(of.days == (notional == 0 ? 0 : r.dates[t].days - r.dates[entered].days));
      if (s < 3) leg_notional += notional, leg_pnl += pnl;
    }
    const double weight = !held ? 0 : t > kTurns ? -1 : 1;
    CHECK(seen[t][0].notional == Approx(leg_notional).epsilon(1e-12).margin(1e-9));
    CHECK(seen[t][0].pnl == Approx(leg_pnl).epsilon(1e-12).margin(1e-9));
    CHECK(seen[t][0].weight == weight);
    CHECK(seen[t][1].weight == 0);  // nothing was said of leg b; what is held of N3 was said of N3
    CHECK(seen[t][1].notional == r.positions[t * kNames + 3]);
  }
  CHECK(rows_held > 40);
  CHECK(refused == "an Asset that setup() did not assign");
}
