#include "signals/evaluator.hpp"

#include <cmath>

#include "catch.hpp"
#include "market_builder.hpp"

using namespace relval;
using namespace relval::test;

namespace {

// Legs a = {0, 1} and b = {2}; slot 1 is not quoted on the second row.
MarketData three_names() {
  return MarketBuilder({"2025-11-19", "2025-11-20", "2025-11-21", "2025-11-24"})
      .instrument("P").instrument("Q").instrument("R")
      .field("spread", "bp", {{100, 110, 120, 130}, {50, kNaN, 60, 65}, {80, 82, 84, 90}})
      .field("duration", "years", {{5}, {10}, {7}})
      .build();
}

Universe two_legs() {
  Universe u;
  u.names = {0, 1, 2};
  u.legs = {{"a", {0, 1}}, {"b", {2}}};
  u.leg_of = {0, 0, 1};
  return u;
}

SignalNode field(const std::string& name) {
  SignalNode n;
  n.name = name;
  return n;
}
SignalNode of(SignalOp op, std::int32_t x, std::int32_t y = -1, std::int64_t rows = 0, bool one = false) {
  SignalNode n;
  n.op = op;
  n.input[0] = x;
  n.input[1] = y;
  n.rows = rows;
  n.one_value = one;
  return n;
}
SignalNode at(std::int32_t x, std::int32_t asset) {
  SignalNode n = of(SignalOp::of, x);
  n.asset = asset;
  n.one_value = true;
  return n;
}

}  // namespace

TEST_CASE("a field is quoted per name, and duration-weighted over the last known quotes per leg") {
  const MarketData m = three_names();
  const Universe u = two_legs();
  SignalGraph g;
  const auto s = g.add(field("spread"));
  SignalRun run(g, {m, u, {}}, std::vector<std::int32_t>{s});
  run.step(0, true);
  const auto row = [&](std::size_t i) { return run.views()[static_cast<std::size_t>(s)].last[i]; };
  CHECK(row(0) == Approx((5 * 100 + 10 * 50) / 15.0));
  CHECK(row(1) == 80);
  CHECK(row(2) == 100);
  run.step(1, true);
  CHECK(row(0) == Approx((5 * 110 + 10 * 50) / 15.0));  // Q's last quote is carried in the leg
  CHECK(std::isnan(row(3)));                            // and is missing by itself
}

TEST_CASE("lags, differences, ratios and z-scores see the rows up to today") {
  const MarketData m = three_names();
  const Universe u = two_legs();
  SignalGraph g;
  const auto s = g.add(field("spread"));
  const auto p = g.add(at(s, 2)), r = g.add(at(s, 4));
  const auto d = g.add(of(SignalOp::diff, p, r, 0, true));
  const auto q = g.add(of(SignalOp::log_ratio, p, r, 0, true));
  const auto l = g.add(of(SignalOp::lag, p, -1, 2, true));
  SignalNode zn = of(SignalOp::zscore, p, -1, 3, true);
  const auto before = g.add(zn);
  zn.include_today = true;
  const auto today = g.add(zn);
  SignalRun run(g, {m, u, {}}, std::vector<std::int32_t>{});
  for (std::size_t t = 0; t < 4; ++t) run.step(t, t == 3);
  CHECK(run.value(d) == 40);
  CHECK(run.value(q) == Approx(std::log(130.0 / 90)).epsilon(1e-15));
  CHECK(run.value(l) == 110);
  CHECK(run.value(before) == Approx((130.0 - 110) / 10));  // mean and deviation of 100, 110, 120
  CHECK(run.value(today) == Approx(1.0));                   // 110, 120, 130
}

TEST_CASE("an exogenous value is used from the day it is known, revisions included, older dates never come back") {
  MarketData m = three_names();
  const auto day = [](int d) { return make_date(2025, 11, d); };
  m.series["capex"] = {
      "capex", "USD bn", Sampling::point, {day(1), day(1), day(10)}, {10, 11, 20}, {day(19), day(24), day(20)}};
  const Universe u = two_legs();
  SignalGraph g;
  SignalNode n = field("capex");
  n.op = SignalOp::exogenous;
  n.one_value = true;
  const auto c = g.add(n);
  SignalRun run(g, {m, u, {}}, std::vector<std::int32_t>{c});
  run.step(0, false);
  CHECK(run.value(c) == 10);
  run.step(1, false);
  CHECK(run.value(c) == 20);
  run.step(2, false);
  run.step(3, false);
  CHECK(run.value(c) == 20);  // the revision of an older date is not the latest value
}

TEST_CASE("a field with a knowledge lag is seen that many rows later") {
  MarketData m = three_names();
  m.fields["spread"].info.knowledge_lag = 1;
  const Universe u = two_legs();
  SignalGraph g;
  const auto p = g.add(at(g.add(field("spread")), 2));
  SignalRun run(g, {m, u, {}}, std::vector<std::int32_t>{p});
  run.step(0, true);
  CHECK(std::isnan(run.value(p)));
  run.step(1, true);
  CHECK(run.value(p) == 100);
}

TEST_CASE("a table speaks on the dates it states") {
  const MarketData m = three_names();
  const Universe u = two_legs();
  SignalGraph g;
  SignalNode n = field("positions");
  n.op = SignalOp::table;
  const auto p = g.add(n);
  const DatedTable table{{make_date(2025, 11, 20)}, {1, 2}, {-5, 7}};
  SignalRun run(g, {m, u, {{"positions", &table}}}, std::vector<std::int32_t>{p});
  run.step(0, true);
  CHECK(std::isnan(run.views()[static_cast<std::size_t>(p)].last[1]));
  run.step(1, true);
  CHECK(run.views()[static_cast<std::size_t>(p)].last[1] == -5);
  CHECK(run.views()[static_cast<std::size_t>(p)].last[2] == 7);
  CHECK(std::isnan(run.views()[static_cast<std::size_t>(p)].last[0]));
}

TEST_CASE("values do not depend on which rows are looked at") {
  const MarketData m = random_market(3, 80, 3, 0.02);
  const Universe u = two_legs();
  SignalGraph g;
  const auto s = g.add(field("spread"));
  const auto d = g.add(of(SignalOp::diff, g.add(at(s, 0)), g.add(at(s, 1)), 0, true));
  const auto z = g.add(of(SignalOp::zscore, d, -1, 10, true));
  SignalRun daily(g, {m, u, {}}, std::vector<std::int32_t>{z}), monthly(g, {m, u, {}}, std::vector<std::int32_t>{});
  for (std::size_t t = 0; t < 80; ++t) {
    daily.step(t, true);
    monthly.step(t, t % 21 == 0);
    if (t % 21 == 0) REQUIRE(same_bits(daily.value(z), monthly.value(z)));
  }
}
