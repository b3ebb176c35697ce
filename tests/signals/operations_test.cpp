// Arithmetic, regressions and decaying deviations in the graph, against pure functions over the same rows.
#include <algorithm>
#include <cmath>

#include "catch.hpp"
#include "market_builder.hpp"
#include "signals/evaluator.hpp"
#include "signals/regression.hpp"
#include "signals/rolling.hpp"

using namespace relval;
using namespace relval::test;

namespace {

// Legs a = {0, 1} and b = {2}, then the names 0, 1, 2.
Universe two_legs() {
  Universe u;
  u.names = {0, 1, 2};
  u.legs = {{"a", {0, 1}}, {"b", {2}}};
  u.leg_of = {0, 0, 1};
  return u;
}

SignalNode node(SignalOp op, std::int32_t x = -1, std::int32_t y = -1, std::int64_t rows = 0, double number = 0) {
  SignalNode n;
  n.op = op;
  n.input[0] = x;
  n.input[1] = y;
  n.rows = rows;
  n.number = number;
  return n;
}
std::int32_t spread_of(SignalGraph& g, std::int32_t asset) {
  SignalNode field;
  field.name = "spread";
  SignalNode n = node(SignalOp::of, g.add(field));
  n.asset = asset;
  return g.add(n);
}
std::int32_t ols_part(SignalGraph& g, std::int32_t y, std::int32_t x, OlsPart part, bool today,
                      std::int64_t rows = 20) {
  SignalNode n = node(SignalOp::ols, y, x, rows);
  n.part = part;
  n.include_today = today;
  return g.add(n);
}
std::int32_t spread(SignalGraph& g) {
  SignalNode field;
  field.name = "spread";
  return g.add(field);
}

// Everything at once: the last node comes from all the others.
SignalGraph all_operations() {
  SignalGraph g;
  const auto y = spread_of(g, 0), x = spread_of(g, 1);
  const auto change_y = g.add(node(SignalOp::diff, y, g.add(node(SignalOp::lag, y, -1, 5))));
  const auto beta = ols_part(g, y, x, OlsPart::beta, true), residual = ols_part(g, y, x, OlsPart::residual, true);
  const auto deviation = ols_part(g, y, x, OlsPart::deviation, false);
  const auto vol = g.add(node(SignalOp::ewma_vol, change_y, -1, 0, 0.9));
  const auto score = g.add(node(SignalOp::quotient, g.add(node(SignalOp::sum, change_y, residual)),
                                g.add(node(SignalOp::product, vol, deviation))));
  g.add(node(SignalOp::sum, g.add(node(SignalOp::tanh, g.add(node(SignalOp::scale, score, -1, 0, 0.5)))), beta));
  return g;
}

// The last node's value on each row; NaN on rows that are not looked at.
std::vector<double> values(const SignalGraph& g, const MarketData& m, const Universe& u, std::size_t every = 1) {
  SignalRun run(g, {m, u, {}}, std::vector<std::int32_t>{});
  std::vector<double> out;
  for (std::size_t t = 0; t < m.dates.size(); ++t) {
    run.step(t, t % every == 0);
    out.push_back(t % every == 0 ? run.value(static_cast<std::int32_t>(g.nodes().size()) - 1) : kNaN);
  }
  return out;
}

std::vector<double> column(const MarketData& m, std::size_t name, std::size_t first, std::size_t rows) {
  std::vector<double> out;
  for (std::size_t t = first; t < first + rows; ++t) out.push_back(m.fields.at("spread").panel.at(t, name));
  return out;
}

}  // namespace

TEST_CASE("sums, products, quotients, factors and tanh are taken element by element") {
  const MarketData m = MarketBuilder({"2025-11-19", "2025-11-20"})
                           .instrument("P")
                           .instrument("Q")
                           .instrument("R")
                           .field("spread", "bp", {{3, 3}, {0, kNaN}, {-2, 0.5}})
                           .field("duration", "years", {{5}, {5}, {5}})
                           .build();
  const Universe u = two_legs();
  SignalGraph g;
  const auto panel = spread(g), p = spread_of(g, 2);
  const auto sum = g.add(node(SignalOp::sum, panel, p)), product = g.add(node(SignalOp::product, p, panel));
  const auto quotient = g.add(node(SignalOp::quotient, p, panel)),
             scaled = g.add(node(SignalOp::scale, panel, -1, 0, -4));
  const auto bent = g.add(node(SignalOp::tanh, panel));
  CHECK_FALSE(g.nodes()[static_cast<std::size_t>(sum)].one_value);
  SignalRun run(g, {m, u, {}}, std::vector<std::int32_t>{});
  const auto at = [&](std::int32_t signal, std::size_t asset) {
    return run.views()[static_cast<std::size_t>(signal)].last[asset];
  };
  run.step(0, true);
  CHECK(at(sum, 4) == 1);
  CHECK(at(product, 4) == -6);
  CHECK(at(quotient, 4) == -1.5);
  CHECK(std::isnan(at(quotient, 3)));  // over zero
  CHECK(at(scaled, 4) == 8);
  CHECK(at(bent, 4) == Approx(std::tanh(-2.0)).epsilon(1e-15));
  CHECK(at(bent, 3) == 0);
  run.step(1, true);
  for (const auto signal : {sum, product, quotient, scaled, bent}) CHECK(std::isnan(at(signal, 3)));
  CHECK(at(quotient, 4) == 6);
}

TEST_CASE("a rolling regression is the regression over its window, for one series and for every name at once") {
  constexpr std::size_t kRows = 60;
  constexpr std::int64_t kWindow = 20;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const bool today = seed % 2 == 0;
    const MarketData m = random_market(seed, kRows, 3, 0.01);
    const Universe u = two_legs();
    SignalGraph g;
    const auto panel = spread(g), x = spread_of(g, 4);  // each asset on name 2
    std::vector<std::int32_t> parts;
    for (const OlsPart part : {OlsPart::alpha, OlsPart::beta, OlsPart::residual, OlsPart::deviation})
      parts.push_back(ols_part(g, panel, x, part, today, kWindow));
    SignalRun run(g, {m, u, {}}, parts);
    for (std::size_t t = 0; t < kRows; ++t) {
      run.step(t, true);
      for (std::size_t name = 0; name < 2; ++name) {
        INFO("seed " << seed << ", row " << t << ", name " << name);
        const auto got = [&](std::size_t part) {
          return run.views()[static_cast<std::size_t>(parts[part])].last[2 + name];
        };
        const std::size_t needed = static_cast<std::size_t>(kWindow) + (today ? 0 : 1);
        const std::size_t first = t + 1 >= needed ? t + 1 - needed : 0;
        const auto y = column(m, name, first, kWindow), z = column(m, 2, first, kWindow);
        const Regression r = t + 1 >= needed ? ols(y, z) : Regression{};
        if (r.observations != static_cast<std::size_t>(kWindow)) {  // not full, or a gap in it
          for (std::size_t part = 0; part < 4; ++part) CHECK(std::isnan(got(part)));
          continue;
        }
        CHECK(got(0) == Approx(r.alpha).epsilon(1e-9));
        CHECK(got(1) == Approx(r.beta).margin(1e-10));
        CHECK(got(3) == Approx(r.residual_deviation).epsilon(1e-10));
        const double y_today = column(m, name, t, 1)[0], x_today = column(m, 2, t, 1)[0];
        if (std::isnan(y_today) || std::isnan(x_today)) CHECK(std::isnan(got(2)));
        else CHECK(got(2) == Approx(y_today - r.alpha - r.beta * x_today).margin(1e-9));
      }
      // A name on itself: slope 1, nothing left.
      if (std::isnan(run.views()[static_cast<std::size_t>(parts[1])].last[4])) continue;
      CHECK(run.views()[static_cast<std::size_t>(parts[1])].last[4] == Approx(1).epsilon(1e-13));
      CHECK(std::isnan(run.views()[static_cast<std::size_t>(parts[3])].last[4]));
    }
  }
}

TEST_CASE("a regression on a flat series is undefined") {
  const double y[] = {1, 2, 3, 4}, x[] = {0.07, 0.07, 0.07, 0.07};
  RollingLine line(1);
  rolling_line({y + 3, 1, 0}, {x + 3, 1, 0}, 4, line);
  CHECK(std::isnan(line.beta[0]));
  CHECK(std::isnan(line.deviation[0]));
  rolling_line({x + 3, 1, 0}, {y + 3, 1, 0}, 4, line);
  CHECK(line.beta[0] == Approx(0).margin(1e-16));
  CHECK(std::isnan(line.deviation[0]));
}

TEST_CASE("columns of a rolling regression do not touch each other") {
  Numbers random(5);
  const std::size_t width = 600, window = 7;
  std::vector<double> y(width * window), x(width * window);
  for (double& v : y) v = random.uniform(-5, 5);
  for (double& v : x) v = random.chance(0.01) ? kNaN : random.uniform(-5, 5);
  const std::size_t last = (window - 1) * width;
  RollingLine all(width), one(1);
  rolling_line({y.data() + last, width, 1}, {x.data() + last, width, 1}, window, all);
  for (std::size_t i = 0; i < width; ++i) {
    rolling_line({y.data() + last + i, width, 0}, {x.data() + last + i, width, 0}, window, one);
    REQUIRE(same_bits(all.alpha[i], one.alpha[0]));
    REQUIRE(same_bits(all.beta[i], one.beta[0]));
    REQUIRE(same_bits(all.deviation[i], one.deviation[0]));
  }
}

TEST_CASE("a decay looks at the rows that weigh") {
  // lambda^j = 1/1000 and 1/8: ln(0.001) / ln(0.5) = 9.97, ln(0.125) / ln(0.5) = 3; 0.97: 226.8 and 68.3.
  CHECK(ewma_rows(0.5).window == 10);
  CHECK(ewma_rows(0.5).least == 3);
  CHECK(ewma_rows(0.97).window == 227);
  CHECK(ewma_rows(0.97).least == 69);
  CHECK(ewma_rows(1e-6).least == 2);
}

TEST_CASE("a decaying deviation passes over missing values and waits for three half-lives") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const MarketData m = random_market(seed, 80, 3, 0.2);
    const Universe u = two_legs();
    const double lambda = 0.8;  // rows: 31, three half-lives: 10
    SignalGraph g;
    const auto vol = g.add(node(SignalOp::ewma_vol, spread(g), -1, 0, lambda));
    SignalRun run(g, {m, u, {}}, std::vector<std::int32_t>{vol});
    for (std::size_t t = 0; t < 80; ++t) {
      run.step(t, true);
      for (std::size_t name = 0; name < 3; ++name) {
        const std::size_t rows = std::min<std::size_t>(t + 1, 31);
        const auto x = column(m, name, t + 1 - rows, rows);
        const auto known = std::count_if(x.begin(), x.end(), [](double v) { return !std::isnan(v); });
        const double got = run.views()[static_cast<std::size_t>(vol)].last[2 + name];
        if (known < 10) CHECK(std::isnan(got));
        else CHECK(got == Approx(ewma_deviation(x, lambda)).epsilon(1e-12));
      }
    }
  }
}

TEST_CASE("signals do not depend on which rows are looked at") {
  const Universe u = two_legs();
  const SignalGraph g = all_operations();
  SignalGraph level;  // looks back on nothing: the legs must know quotes of rows nobody looked at
  level.add(node(SignalOp::diff, spread_of(level, 0), spread_of(level, 1)));
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const MarketData m = random_market(seed, 120, 3, 0.3);
    for (const SignalGraph* graph : {&g, static_cast<const SignalGraph*>(&level)}) {
      const auto daily = values(*graph, m, u), monthly = values(*graph, m, u, 21);
      for (std::size_t t = 0; t < 120; t += 21) REQUIRE(same_bits(daily[t], monthly[t]));
      CHECK_FALSE(std::isnan(daily[119]));
    }
  }
}

TEST_CASE("later rows change no signal") {
  const Universe u = two_legs();
  const SignalGraph g = all_operations();
  const MarketData m = random_market(4, 100, 3, 0.1);
  const auto plain = values(g, m, u);
  for (const std::size_t t : std::vector<std::size_t>{40, 60, 80}) {
    MarketData other = m;
    for (auto& [name, field] : other.fields)
      for (std::size_t i = (t + 1) * 3; i < field.panel.values.size(); ++i) field.panel.values[i] *= 3;
    const auto changed = values(g, other, u);
    for (std::size_t k = 0; k <= t; ++k) REQUIRE(same_bits(plain[k], changed[k]));
  }
}

TEST_CASE("a run with the warm-up rows that a signal asks for starts as one with more") {
  const Universe u = two_legs();
  const SignalGraph g = all_operations();
  const auto last = static_cast<std::int32_t>(g.nodes().size()) - 1;
  // lag 5 under a decay of 66 rows (65 before today): 70; lines of 20 rows before today: 20.
  const auto warm_up = static_cast<std::size_t>(g.warm_up(last));
  CHECK(warm_up == 70);
  const MarketData m = random_market(9, 150, 3, 0);
  const auto whole = values(g, m, u);
  for (const std::size_t from : std::vector<std::size_t>{80, 100, 140}) {
    StoreRequest r;
    r.first_row = from - warm_up;
    r.rows = warm_up + 1;
    r.names = u.names;
    r.fields = {"spread", "duration"};
    const MarketData part = select(m, r);
    REQUIRE_FALSE(std::isnan(whole[from]));
    REQUIRE(same_bits(values(g, part, u).back(), whole[from]));
  }
}
