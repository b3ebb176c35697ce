#include <cmath>

#include "catch.hpp"
#include "replay/run_helper.hpp"

using namespace relval;
using namespace relval::test;

namespace {

std::string config(const std::string& per_leg = "10000", const std::string& more = "") {
  return "name: p\nmarket: {store: x.h5}\nfrom: 2020-01-01\nto: 2020-04-30\n"
         "legs: {a: {instruments: [N0, N1, N2]}, b: {instruments: [N3, N4]}}\n"
         "strategy: {name: static_pair, long: a, short: b}\n"
         "sizing: {unit: cs01, per_leg: " + per_leg + ", rehedge: {every: week}}\n"
         "portfolio: {capital: 1000000}\n"
         "valuation: {rolldown: slope_series}\n"
         "financing: {long_spread_bp: 15, borrow_fee_bp: 30, haircut: 5%, haircut_spread_bp: 40}\n" +
         (more.empty() ? "costs: {default: {half_spread_floor_bp: 1.5, half_spread_share: 1.5%}}\n" : more);
}
MarketData market(std::uint64_t seed) { return random_market(seed, 85, 5, 0.1); }

}  // namespace

TEST_CASE("a run does not depend on the size of its blocks") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const RunResult whole = run_on(config(), market(seed), {}, 64);
    for (std::size_t block : {1U, 3U, 7U}) {
      const RunResult other = run_on(config(), market(seed), {}, block);
      REQUIRE(whole.pnl.size() == other.pnl.size());
      REQUIRE(whole.trades.size() == other.trades.size());
      for (std::size_t i = 0; i < whole.pnl.size(); ++i) {
        REQUIRE(same_bits(whole.pnl[i].total, other.pnl[i].total));
        REQUIRE(whole.pnl[i].component == other.pnl[i].component);
        REQUIRE(same_bits(whole.exposure[i].cs01, other.exposure[i].cs01));
      }
    }
  }
}

TEST_CASE("rows after t do not change what happened up to t") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const MarketData m = market(seed);
    const RunResult plain = run_on(config(), m);
    for (std::size_t t : {5U, 20U, 40U, 60U}) {
      MarketData scrambled = m;
      Numbers random(seed + t);
      for (auto& [name, field] : scrambled.fields)
        for (std::size_t i = (t + 1) * 5; i < field.panel.values.size(); ++i)
          field.panel.values[i] = random.chance(0.3) ? kNaN : field.panel.values[i] * random.uniform(0.5, 2);
      const RunResult other = run_on(config(), scrambled);
      for (std::size_t i = 0; i < (t + 1) * 4; ++i) REQUIRE(same_bits(plain.pnl[i].total, other.pnl[i].total));
      for (std::size_t i = 0; i < (t + 1) * 5; ++i) REQUIRE(plain.positions[i] == other.positions[i]);
    }
  }
}

TEST_CASE("twice the size is twice the P&L, to the bit") {
  const RunResult one = run_on(config("10000"), market(2)), two = run_on(config("20000"), market(2));
  for (std::size_t i = 0; i < one.pnl.size(); ++i) REQUIRE(two.pnl[i].total == 2 * one.pnl[i].total);
}

TEST_CASE("with flat spreads and no carry the P&L is the cost") {
  MarketData m = market(3);
  for (double& s : m.fields["spread"].panel.values) s = 100;
  for (double& l : m.fields["loss"].panel.values) l = 0;
  for (double& d : m.fields["duration"].panel.values) d = 5;
  const RunResult r = run_on("name: p\nmarket: {store: x.h5}\nfrom: 2020-01-01\nto: 2020-04-30\n"
                             "legs: {a: {instruments: [N0]}, b: {instruments: [N3]}}\n"
                             "strategy: {name: static_pair, long: a, short: b}\n"
                             "sizing: {unit: cs01, per_leg: 10000}\nportfolio: {capital: 1000000}\n"
                             "costs: {default: {half_spread_floor_bp: 1}}\n", m);
  double cost = 0, price_moves = 0;
  for (std::size_t t = 0; t < r.rows(); ++t) {
    cost += day_total(r, t).component[index_of(Component::cost)];
    price_moves += std::fabs(day_total(r, t).component[index_of(Component::spread_first)]);
  }
  CHECK(cost == Approx(-2 * 10000.0).epsilon(1e-12));  // CS01 times 1 bp, on each leg
  CHECK(price_moves == 0);
}

TEST_CASE("higher costs never earn more, and trade the same") {
  const RunResult cheap = run_on(config("10000", "costs: {default: {half_spread_floor_bp: 1}}\n"), market(6));
  const RunResult dear = run_on(config("10000", "costs: {default: {half_spread_floor_bp: 2}}\n"), market(6));
  CHECK(total(dear) < total(cheap));
  REQUIRE(dear.trades.size() == cheap.trades.size());
  for (std::size_t i = 0; i < dear.trades.size(); ++i) CHECK(dear.trades[i].after == cheap.trades[i].after);
}

TEST_CASE("swapping long and short negates the gross P&L and keeps the cost") {
  std::string swapped = config();
  swapped.replace(swapped.find("long: a, short: b"), 17, "long: b, short: a");
  const RunResult x = run_on(config(), market(8)), y = run_on(swapped, market(8));
  for (std::size_t t = 0; t < x.rows(); ++t) {
    const PnlCell p = day_total(x, t), q = day_total(y, t);
    for (Component c : {Component::carry, Component::roll_down, Component::spread_first, Component::spread_convexity})
      REQUIRE(p.component[index_of(c)] == Approx(-q.component[index_of(c)]).margin(1e-9));
    REQUIRE(p.component[index_of(Component::cost)] == Approx(q.component[index_of(Component::cost)]));
  }
}

TEST_CASE("calendar days of the intervals held are those from entry to exit") {
  // One unit of carry a day: spread 3650 bp at Act/365 on 1,000,000 is 1,000 a day.
  const MarketData m = MarketBuilder(make_date(2025, 11, 19), 30)
                           .instrument("A").field("spread", "bp", {{3650}}).field("duration", "years", {{5}}).build();
  const Path positions = temporary_file("held.csv", "date,A\n2025-11-20,1000000\n2025-12-15,0\n");
  const RunResult r = run_on(
      "name: h\nmarket: {store: x.h5}\nfrom: 2025-11-19\nto: 2025-12-30\nlegs: {a: {instruments: [A]}}\n"
      "strategy: {name: fixed_positions, positions: " +
          positions.string() +
          "}\n"
          "portfolio: {capital: 1000000}\n",
      m);
  CHECK(total(r) == Approx(25 * 1000.0));
}
