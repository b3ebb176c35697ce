// divergence_momentum against its formula written out here, row by row.
#include <cmath>

#include "base/error.hpp"
#include "catch.hpp"
#include "replay/run_helper.hpp"

using namespace relval;
using namespace relval::test;

namespace {

constexpr double kPerLeg = 1e6;
constexpr std::size_t kFirst = 65;  // rows of the store before 2020-04-01

std::string config(const std::string& parameters, const MarketData& m) {
  return "name: m\nmarket: {store: x.h5}\nfrom: 2020-04-01\nto: " + to_iso(m.dates.back()) +
         "\n"
         "legs: {a: {instruments: [N0]}, b: {instruments: [N1]}}\n"
         "strategy: {name: divergence_momentum, long: a, short: b, lookback_short: 5, lookback_medium: 10, "
         "lookback_long: 20, "
         "volatility_rows: 10" +
         parameters +
         "}\n"
         "sizing: {unit: notional, per_leg: 1000000}\nportfolio: {capital: 1000000}\n";
}

std::vector<double> spreads(const MarketData& m, std::size_t name) {
  std::vector<double> out;
  for (std::size_t t = 0; t < m.dates.size(); ++t) out.push_back(m.fields.at("spread").panel.at(t, name));
  return out;
}

// The formula of the page on row t of the store: beta of daily changes over `window` rows, today included; the decaying
// deviation over the rows after which 1/1000 of the weight is left.
struct Formula {
  const std::vector<double>&a, &b;
  std::size_t window;
  bool both_legs;

  double beta(std::size_t t) const {
    if (window == 0) return 1;
    double n = 0, x = 0, y = 0, xx = 0, xy = 0;
    for (std::size_t k = t + 1 - window; k <= t; ++k) {
      const double da = a[k] - a[k - 1], db = b[k] - b[k - 1];
      n += 1;
      x += da;
      y += db;
      xx += da * da;
      xy += da * db;
    }
    return (xy - x * y / n) / (xx - x * x / n);
  }
  double move(std::size_t t, std::size_t rows) const { return b[t] - b[t - rows] - beta(t) * (a[t] - a[t - rows]); }
  double volatility(std::size_t t) const {
    const double lambda = 1 - 2 / 11.0;
    double weight = 1, weights = 0, sum = 0, square = 0;
    for (std::size_t k = 0; k < 35; ++k, weight *= lambda) {  // ln(0.001) / ln(9 / 11) = 34.4
      const double v = move(t - k, 1);
      weights += weight;
      sum += weight * v;
      square += weight * v * v;
    }
    return std::sqrt(square / weights - sum / weights * (sum / weights));
  }
  double score(std::size_t t) const {
    double sum = 0;
    for (const std::size_t rows : std::vector<std::size_t>{5, 10, 20}) {
      const double m = move(t, rows) / (volatility(t) * std::sqrt(static_cast<double>(rows)));
      const double da = a[t] - a[t - rows], db = b[t] - b[t - rows];
      const bool apart = m > 0 ? db > 0 && da < 0 : db < 0 && da > 0;
      if (apart || !both_legs) sum += std::tanh(m / 1.5);
    }
    return sum / 3;
  }
};

// Weights after each score: in proportion beyond 0.5, kept where the change is within 0.1, left below 0.4.
std::vector<double> weights(const std::vector<double>& scores) {
  std::vector<double> out;
  double held = 0;
  for (const double s : scores) {
    const double target = std::fabs(s) > 0.5 ? s : 0;
    const bool turned = s * held < 0;
    if (held == 0 || turned || std::fabs(s) <= 0.4) held = target;
    else if (target != 0 && std::fabs(target - held) > 0.1) held = target;
    out.push_back(held);
  }
  return out;
}

}  // namespace

TEST_CASE("a divergence is followed as the formula says") {
  std::size_t trades = 0, rows = 0;
  for (const std::size_t window : std::vector<std::size_t>{0, 15}) {
    for (const bool both_legs : {false, true}) {
      for (std::uint64_t seed = 1; seed <= 15; ++seed) {
        INFO("window " << window << (both_legs ? ", both legs" : "") << ", seed " << seed);
        const MarketData m = random_market(seed, 220, 2, 0);
        const RunResult r = run_on(config(", beta_window: " + std::to_string(window) + ", both_legs: " +
                                          (both_legs ? "true" : "false"), m), m);
        REQUIRE(r.dates[0] == m.dates[kFirst]);
        const auto a = spreads(m, 0), b = spreads(m, 1);
        const Formula formula{a, b, window, both_legs};
        std::vector<double> scores;
        for (std::size_t t = 0; t < r.rows(); ++t) scores.push_back(formula.score(kFirst + t));
        const auto expected = weights(scores);
        for (std::size_t t = 0; t + 1 < r.rows(); ++t) {
          INFO("row " << t << ", score " << scores[t]);
          REQUIRE(r.positions[(t + 1) * 2] == Approx(expected[t] * kPerLeg).epsilon(1e-8).margin(1e-6));
          REQUIRE(r.positions[(t + 1) * 2 + 1] == Approx(-expected[t] * kPerLeg).epsilon(1e-8).margin(1e-6));
        }
        trades += r.trades.size() / 2;
        rows += r.rows();
      }
    }
  }
  CHECK(trades > 500);
  CHECK(trades < rows / 4);  // not every day
}

TEST_CASE("a widening leg is sold, a tightening one bought") {
  // B widens by 1 and 3 bp in turn, A stands still: beta 1, moves 2 a day, deviation about 1: every look-back says 1.
  std::vector<double> b = {100};
  for (int i = 1; i < 150; ++i) b.push_back(b.back() + (i % 2 ? 1 : 3));
  const MarketData m = MarketBuilder(make_date(2020, 1, 1), b.size())
                           .instrument("N0").instrument("N1")
                           .field("spread", "bp", {{90}, b}).field("duration", "years", {{5}, {5}}).build();
  const RunResult r = run_on(config(", beta_window: 0", m), m);
  REQUIRE(r.trades.size() == 2);
  CHECK(r.trades[0].decided_row == 0);
  CHECK(r.trades[0].after > 0.9 * kPerLeg);
  CHECK(r.trades[1].after == -r.trades[0].after);
  // A does not tighten: with both_legs nothing is done.
  CHECK(run_on(config(", beta_window: 0, both_legs: true", m), m).trades.empty());
}

TEST_CASE("a missing score keeps the position for four rows and ends it on the fifth") {
  std::vector<double> b = {100};
  for (int i = 1; i < 150; ++i) b.push_back(b.back() + (i % 2 ? 1 : 3));
  const auto trades_with_gap = [&](std::size_t rows) {
    std::vector<double> holed = b;
    for (std::size_t i = 0; i < rows; ++i) holed[100 + i] = kNaN;
    const MarketData m = MarketBuilder(make_date(2020, 1, 1), b.size())
                             .instrument("N0").instrument("N1")
                             .field("spread", "bp", {{90}, holed}).field("duration", "years", {{5}, {5}}).build();
    std::string yaml = config(", beta_window: 0, no_change: 1", m);
    yaml.replace(yaml.find("short: b"), 8, "short: N1");  // a leg would carry its last quote
    yaml.replace(yaml.find("lookback_short: 5, lookback_medium: 10, lookback_long: 20"), 57,
                 "lookback_short: 1, lookback_medium: 1, lookback_long: 1");  // the row after a gap has no score either
    return run_on(yaml, m).trades;
  };
  CHECK(trades_with_gap(3).size() == trades_with_gap(0).size());
  const auto left = trades_with_gap(4);
  REQUIRE(left.size() > trades_with_gap(0).size());
  CHECK(left[2].decided_row == 104 - kFirst);
  CHECK(left[2].after == 0);
}

TEST_CASE("the standard look-backs, beta and volatility are those of the page") {
  const MarketData m = random_market(1, 700, 2, 0);
  std::string yaml = config("", m);
  yaml.replace(yaml.find(", lookback_short"), yaml.find("}\nsizing") - yaml.find(", lookback_short"), "");
  const RunPlan plan = plan_on(yaml, m);
  const auto has = [&](const std::string& text) {
    for (std::size_t i = 0; i < plan.strategy.signals.nodes().size(); ++i)
      if (plan.strategy.signals.text(static_cast<std::int32_t>(i), plan.strategy.asset_names) == text) return true;
    return false;
  };
  for (const std::string rows : {"20", "60", "120"}) CHECK(has("diff(spread@b, lag(spread@b, " + rows + "))"));
  CHECK(has("ols(diff(spread@b, lag(spread@b, 1)), diff(spread@a, lag(spread@a, 1)), 250, today).beta"));
  CHECK(plan.warm_up_rows == kFirst);  // all that the store has; 1 + 249 + 206 are asked for
}
