// The graph of signals: equal nodes are one, and what a node says of itself.
#include "signals/graph.hpp"

#include "base/error.hpp"
#include "catch.hpp"

using namespace relval;

namespace {

SignalNode node(SignalOp op, std::string name) {
  SignalNode n;
  n.op = op;
  n.name = std::move(name);
  return n;
}
SignalNode on(SignalOp op, std::int32_t a, std::int32_t b = -1, std::int64_t rows = 0) {
  SignalNode n;
  n.op = op;
  n.input[0] = a;
  n.input[1] = b;
  n.rows = rows;
  return n;
}
SignalNode of(std::int32_t panel, std::int32_t asset) {
  SignalNode n = on(SignalOp::of, panel);
  n.asset = asset;
  return n;
}

const std::vector<std::string> kAssets = {"industrial", "hyperscaler"};

}  // namespace

TEST_CASE("equal signals are one node that keeps the longer history") {
  SignalGraph g;
  const auto spread = g.add(node(SignalOp::field, "spread"));
  CHECK(g.add(node(SignalOp::field, "spread")) == spread);
  CHECK(g.add(node(SignalOp::exogenous, "spread")) != spread);
  SignalNode longer = node(SignalOp::field, "spread");
  longer.history = 30;
  CHECK(g.add(longer) == spread);
  CHECK(g.nodes()[0].history == 30);
  g.keep_history(spread, 10);
  CHECK(g.nodes()[0].history == 30);
  g.keep_history(spread, 40);
  CHECK(g.nodes()[0].history == 40);
  CHECK(g.add(on(SignalOp::lag, spread, -1, 5)) != g.add(on(SignalOp::lag, spread, -1, 6)));
}

TEST_CASE("a signal is one value when all it comes from is") {
  SignalGraph g;
  const auto panel = g.add(node(SignalOp::field, "spread"));
  const auto series = g.add(node(SignalOp::exogenous, "issuance"));
  const auto one = g.add(of(panel, 1));
  const auto is_one = [&](std::int32_t id) { return g.nodes()[static_cast<std::size_t>(id)].one_value; };
  CHECK_FALSE(is_one(panel));
  CHECK_FALSE(is_one(g.add(node(SignalOp::table, "positions"))));
  CHECK(is_one(series));
  CHECK(is_one(one));
  CHECK(is_one(g.add(on(SignalOp::diff, one, series))));
  CHECK_FALSE(is_one(g.add(on(SignalOp::diff, panel, series))));
  CHECK_FALSE(is_one(g.add(on(SignalOp::log_ratio, one, panel))));
  CHECK(is_one(g.add(on(SignalOp::zscore, one, -1, 20))));
  CHECK_FALSE(is_one(g.add(on(SignalOp::lag, panel, -1, 1))));
}

TEST_CASE("a signal reads as it was made") {
  SignalGraph g;
  const auto spread = g.add(node(SignalOp::field, "spread"));
  const auto a = g.add(of(spread, 0)), b = g.add(of(spread, 1));
  const auto z = g.add(on(SignalOp::zscore, g.add(on(SignalOp::diff, a, b)), -1, 120));
  CHECK(g.text(z, kAssets) == "zscore(diff(spread@industrial, spread@hyperscaler), 120)");
  SignalNode today = on(SignalOp::zscore, a, -1, 60);
  today.include_today = true;
  CHECK(g.text(g.add(today), kAssets) == "zscore(spread@industrial, 60, today)");
  const auto series = g.add(node(SignalOp::exogenous, "capex"));
  CHECK(g.text(g.add(on(SignalOp::log_ratio, g.add(on(SignalOp::lag, series, -1, 3)), a)), kAssets) ==
        "log_ratio(lag(series(capex), 3), spread@industrial)");
  CHECK(g.text(g.add(node(SignalOp::table, "positions")), kAssets) == "table(positions)");
}

TEST_CASE("arithmetic, decays and regressions read as they were made") {
  SignalGraph g;
  SignalNode quoted = node(SignalOp::field, "spread");
  quoted.basis = Basis::quoted;
  const auto adjusted = g.add(node(SignalOp::field, "spread")), as_marked = g.add(quoted);
  CHECK(adjusted != as_marked);
  const auto a = g.add(of(adjusted, 0)), b = g.add(of(as_marked, 1));
  const auto text = [&](SignalNode n) { return g.text(g.add(std::move(n)), kAssets); };
  CHECK(text(on(SignalOp::sum, a, b)) == "sum(spread@industrial, quoted(spread)@hyperscaler)");
  CHECK(text(on(SignalOp::product, a, a)) == "product(spread@industrial, spread@industrial)");
  CHECK(text(on(SignalOp::quotient, a, a)) == "quotient(spread@industrial, spread@industrial)");
  CHECK(text(on(SignalOp::tanh, a)) == "tanh(spread@industrial)");
  SignalNode n = on(SignalOp::scale, a);
  n.number = 1 / 3.0;
  CHECK(text(n) == "scale(spread@industrial, 0.3333333333333333)");
  n.op = SignalOp::ewma_vol;
  n.number = 0.97;
  CHECK(text(n) == "ewma_vol(spread@industrial, 0.97)");
  SignalNode line = on(SignalOp::ols, a, g.add(of(adjusted, 1)), 120);
  line.part = OlsPart::residual;
  CHECK(text(line) == "ols(spread@industrial, spread@hyperscaler, 120).residual");
  line.part = OlsPart::beta;
  line.include_today = true;
  CHECK(text(line) == "ols(spread@industrial, spread@hyperscaler, 120, today).beta");
  CHECK(g.warm_up(g.add(line)) == 119);
  CHECK(g.warm_up(g.add(n)) == 226);  // 0.97^227 < 1/1000
}

TEST_CASE("means, ranks and Kalman regressions read as they were made, with all that makes them differ") {
  SignalGraph g;
  const auto spread = g.add(node(SignalOp::field, "spread"));
  const auto a = g.add(of(spread, 0)), b = g.add(of(spread, 1));
  const auto text = [&](SignalNode n) { return g.text(g.add(std::move(n)), kAssets); };
  CHECK(text(on(SignalOp::rank, spread)) == "rank(spread)");
  CHECK(text(on(SignalOp::mean, a, -1, 20)) == "mean(spread@industrial, 20)");
  SignalNode today = on(SignalOp::deviation, a, -1, 20);
  today.include_today = true;
  CHECK(text(today) == "deviation(spread@industrial, 20, today)");
  CHECK(g.warm_up(g.add(today)) == 19);
  CHECK(g.warm_up(g.add(on(SignalOp::mean, a, -1, 20))) == 20);
  SignalNode decay = on(SignalOp::ewma_mean, a);
  decay.number = 0.97;
  CHECK(text(decay) == "ewma_mean(spread@industrial, 0.97)");
  CHECK(g.warm_up(g.add(decay)) == 226);  // 0.97^227 < 1/1000
  SignalNode line = on(SignalOp::kalman, a, b, 250);
  line.kalman = {0.25, 1e-4, 4, 1e6};
  CHECK(text(line) ==
        "kalman(spread@industrial, spread@hyperscaler, drift 0.25 1e-04, noise 4, start 1e+06, 250).alpha");
  CHECK(g.warm_up(g.add(line)) == 250);
  SignalNode score = line;
  score.kalman_part = KalmanPart::score;
  CHECK_THAT(text(score), Catch::EndsWith(").score"));
  CHECK(g.add(line) == g.add(line));
  const std::size_t before = g.nodes().size();
  for (double KalmanTerms::*term : {&KalmanTerms::alpha_drift, &KalmanTerms::beta_drift, &KalmanTerms::noise,
                                    &KalmanTerms::start_variance}) {
    SignalNode other = line;
    other.kalman.*term *= 2;
    CHECK(text(other) != text(line));
  }
  line.rows = 251;
  g.add(line);
  CHECK(g.nodes().size() == before + 5);
}

TEST_CASE("lags and windows add up along the longest way") {
  SignalGraph g;
  const auto spread = g.add(node(SignalOp::field, "spread"));
  CHECK(g.warm_up(spread) == 0);
  const auto lagged = g.add(on(SignalOp::lag, spread, -1, 10));
  CHECK(g.warm_up(lagged) == 10);
  const auto change = g.add(on(SignalOp::diff, spread, lagged));
  CHECK(g.warm_up(change) == 10);
  const auto z = g.add(on(SignalOp::zscore, change, -1, 60));
  CHECK(g.warm_up(z) == 70);  // the window is the 60 rows before today
  SignalNode today = on(SignalOp::zscore, change, -1, 60);
  today.include_today = true;
  CHECK(g.warm_up(g.add(today)) == 69);
}

TEST_CASE("fields and series are named once, sorted") {
  SignalGraph g;
  for (const char* name : {"spread", "duration", "spread"}) g.add(node(SignalOp::field, name));
  g.add(node(SignalOp::exogenous, "capex"));
  g.add(node(SignalOp::table, "positions"));
  CHECK(g.fields() == std::vector<std::string>{"duration", "spread"});
  CHECK(g.series() == std::vector<std::string>{"capex"});
}

TEST_CASE("an input is made before its output") {
  SignalGraph g;
  CHECK_THROWS_AS(g.add(on(SignalOp::lag, 0, -1, 1)), Error);
  g.add(node(SignalOp::field, "spread"));
  CHECK_THROWS_AS(g.add(on(SignalOp::diff, 0, 1)), Error);
}

TEST_CASE("a text does not grow without end: what is made of more is told by its number") {
  SignalGraph g;
  std::int32_t x = g.add(of(g.add(node(SignalOp::field, "spread")), 0));
  for (int k = 0; k < 60; ++k) x = g.add(on(SignalOp::sum, x, x));  // 2^60 spreads, told at once
  CHECK(g.text(x, kAssets).size() < 500);
  CHECK(g.text(x, kAssets) != g.text(x - 1, kAssets));
  CHECK(g.texts(kAssets).at(2) == "sum(spread@industrial, spread@industrial)");
}
