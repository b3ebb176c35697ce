#include "portfolio/ledger.hpp"

#include <cmath>

#include "catch.hpp"
#include "market_builder.hpp"
#include "pricing/spread_index.hpp"

using namespace relval;
using namespace relval::test;

namespace {

double left_to_right(const PnlCell& c) {
  double sum = 0;
  for (double x : c.component) sum += x;
  return sum;
}

FinancingConfig financing() {
  FinancingConfig f;
  f.long_spread_bp = 15;
  f.borrow_fee_bp = 30;
  f.haircut = 0.05;
  f.haircut_spread_bp = 40;
  return f;
}

// A ledger of random positions that are re-drawn now and then, with costs where they are.
Ledger random_ledger(std::uint64_t seed, double scale) {
  const MarketData m = random_market(seed, 40, 6, 0.1);
  auto source = make_spread_index_source(m, {}, financing(), {});
  const std::vector<Slot> slots = {0, 1, 2, 3, 4, 5};
  const UnitBlock u = source->block({1, 40}, slots);
  Ledger ledger(40, 2, {0, 1, 0, 1, 0, 1}, true);
  Numbers random(seed);
  std::vector<double> n(6), cost(6);
  for (double& x : n) x = scale * random.uniform(-1e8, 1e8);
  for (std::size_t t = 1; t < 40; ++t) {
    for (std::size_t i = 0; i < 6; ++i) cost[i] = random.chance(0.2) ? -scale * random.uniform(0, 1e5) : 0.0;
    ledger.earn(t, u, t - 1, slots, n, cost);
    ledger.close(t);
  }
  ledger.finish();
  return ledger;
}

}  // namespace

TEST_CASE("components add up to the total to the bit, in every cell and in every sum of cells") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const Ledger l = random_ledger(seed, 1);
    PnlCell run;
    for (std::size_t t = 1; t < 40; ++t) {
      PnlCell day;
      for (std::size_t i = 0; i < 4; ++i) {
        REQUIRE(left_to_right(l.pnl[t * 4 + i]) == l.pnl[t * 4 + i].total);
        day.add(l.pnl[t * 4 + i]);
      }
      day.close();
      REQUIRE(left_to_right(day) == day.total);
      run.add(day);
    }
    run.close();
    REQUIRE(left_to_right(run) == run.total);
    for (const NameResult& n : l.names) REQUIRE(left_to_right(n.pnl) == n.pnl.total);
    for (const PnlCell& c : l.by_name) REQUIRE(left_to_right(c) == c.total);
  }
}

TEST_CASE("twice the notional is twice every component, to the bit") {
  const Ledger one = random_ledger(9, 1), two = random_ledger(9, 2);
  for (std::size_t i = 0; i < one.pnl.size(); ++i) {
    REQUIRE(two.pnl[i].total == 2 * one.pnl[i].total);
    for (std::size_t c = 0; c < kComponents; ++c) REQUIRE(two.pnl[i].component[c] == 2 * one.pnl[i].component[c]);
  }
}

TEST_CASE("a long and an equal short earn opposite amounts but for financing") {
  const MarketData m = random_market(4, 10, 1, 0);
  auto source = make_spread_index_source(m, {}, financing(), {});
  const std::vector<Slot> slot = {0};
  const UnitBlock u = source->block({1, 10}, slot);
  const double n = 1e8;
  for (std::size_t r = 0; r < 9; ++r) {
    const double both = gross_total(u, r, 0, n) + gross_total(u, r, 0, -n);
    CHECK(both == Approx(n * (u.fin_long[r] + u.fin_short[r])).epsilon(1e-6));
    CHECK(both < 0);
  }
}

TEST_CASE("cost of an entry is all of the day's P&L, on the side entered") {
  Ledger l(1, 1, {0}, false);
  const std::vector<Slot> slot = {0};
  const std::vector<double> after = {-1e8}, cost = {-5000};
  l.enter(0, slot, after, cost);
  l.close(0);
  const PnlCell& short_side = l.pnl[static_cast<std::size_t>(Side::short_risk)];
  CHECK(short_side.total == -5000);
  CHECK(short_side.component[index_of(Component::cost)] == -5000);
  CHECK(short_side.component[index_of(Component::residual)] == 0);
  CHECK(l.pnl[0].total == 0);
}

TEST_CASE("stale rows are counted, and the P&L of the row on which the quote comes back") {
  const MarketData m = MarketBuilder({"2025-11-19", "2025-11-20", "2025-11-21", "2025-11-24"})
                           .instrument("X")
                           .field("spread", "bp", {{80, kNaN, kNaN, 90}})
                           .field("duration", "years", {{7}})
                           .build();
  auto source = make_spread_index_source(m, {}, {}, {});
  const std::vector<Slot> slot = {0};
  const UnitBlock u = source->block({1, 4}, slot);
  Ledger l(4, 1, {0}, false);
  const std::vector<double> n = {1e6}, none = {0};
  for (std::size_t t = 1; t < 4; ++t) l.earn(t, u, t - 1, slot, n, none);
  l.finish();
  CHECK(l.names[0].rows_held == 3);
  CHECK(l.names[0].stale_rows_held == 2);
  CHECK(l.names[0].longest_stale_run == 2);
  CHECK(l.names[0].pnl_on_catch_up == Approx(1e6 * u.total[2]));
  CHECK(l.names[0].pnl_on_catch_up < 0);
}

TEST_CASE("a name that is sold and bought back keeps all of its P&L") {
  const MarketData m = random_market(5, 10, 2, 0);
  auto source = make_spread_index_source(m, {}, {}, {});
  const std::vector<Slot> both = {0, 1}, first = {0};
  const std::vector<double> n = {1e6, -2e6};
  std::vector<double> cost = {-10, -20};
  Ledger l(10, 1, {0, 0}, true);
  l.enter(0, both, n, cost);
  UnitBlock u = source->block({1, 10}, both);
  l.earn(1, u, 0, both, n, cost);      // sold at the close: nothing is held over the next row
  l.enter(3, first, n, cost);          // and one is bought back
  u = source->block({4, 6}, first);
  l.earn(4, u, 0, first, n, cost);
  l.earn(5, u, 1, first, n, cost);
  l.finish();
  for (Slot s : both) {
    double total = 0;
    for (std::size_t t = 0; t < 10; ++t) total += l.by_name[t * 2 + s].total;
    CHECK(l.names[s].pnl.total == Approx(total).epsilon(1e-13));
  }
  CHECK(l.names[0].rows_held == 3);
  CHECK(l.names[1].rows_held == 1);
}
