// spread_zscore against scores and a state machine written out here, row by row.
#include <cmath>

#include "base/error.hpp"
#include "catch.hpp"
#include "replay/run_helper.hpp"

using namespace relval;
using namespace relval::test;

namespace {

constexpr double kPerLeg = 1e6;

std::string config(const std::string& parameters, const MarketData& m) {
  return "name: z\nmarket: {store: x.h5}\nfrom: 2020-03-02\nto: " + to_iso(m.dates.back()) + "\n"
         "legs: {a: {instruments: [N0]}, b: {instruments: [N1]}}\n"
         "strategy: {name: spread_zscore, long: a, short: b" + parameters + "}\n"
         "sizing: {unit: notional, per_leg: 1000000}\nportfolio: {capital: 1000000}\n";
}

std::vector<double> spreads(const MarketData& m, std::size_t name) {
  std::vector<double> out;
  for (std::size_t t = 0; t < m.dates.size(); ++t) out.push_back(m.fields.at("spread").panel.at(t, name));
  return out;
}

double average(const std::vector<double>& x) {
  double sum = 0;
  for (const double v : x) sum += v;
  return sum / static_cast<double>(x.size());
}
// Sum of products about the means.
double about_means(const std::vector<double>& x, const std::vector<double>& y) {
  const double mx = average(x), my = average(y);
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - mx) * (y[i] - my);
  return sum;
}

// The score on row t by the formula: (x_t - mean) / sd for diff and ratio, residual / sd of residuals for residual.
double score(const std::string& measure, bool today, std::size_t window, const std::vector<double>& a,
             const std::vector<double>& b, std::size_t t) {
  std::vector<double> x, y, z;
  const auto move = [&](std::size_t k) { return measure == "ratio" ? std::log(a[k] / b[k]) : a[k] - b[k]; };
  for (std::size_t k = t + (today ? 1 : 0) - window; k < t + (today ? 1 : 0); ++k) {
    x.push_back(b[k]);
    y.push_back(a[k]);
    z.push_back(move(k));
  }
  const double degrees = static_cast<double>(window) - 1;
  if (measure != "residual") return (move(t) - average(z)) / std::sqrt(about_means(z, z) / degrees);
  const double slope = about_means(x, y) / about_means(x, x);
  const double left = about_means(y, y) - slope * about_means(x, y);
  return (a[t] - average(y) - slope * (b[t] - average(x))) / std::sqrt(left / degrees);
}

struct Rule {
  double enter, exit, stop;
  int max_hold, cool_off;
};

// Sides held after each score: cheap +1. Days are calendar days.
std::vector<int> sides(const Rule& r, const std::vector<Date>& dates, const std::vector<double>& scores) {
  std::vector<int> out;
  int side = 0, entered = 0, stopped = -100000;
  for (std::size_t t = 0; t < scores.size(); ++t) {
    const double z = scores[t];
    const int day = dates[t].days;
    const bool may_enter = std::fabs(z) >= r.enter && std::fabs(z) < r.stop && day - stopped >= r.cool_off;
    const int wanted = z > 0 ? 1 : -1;
    if (side != 0 && side * z >= r.stop) {
      side = 0;
      stopped = day;
    } else if (side != 0 && r.max_hold > 0 && day - entered >= r.max_hold) {
      side = 0;
    } else if (may_enter && wanted != side) {
      side = wanted;
      entered = day;
    } else if (side != 0 && (std::fabs(z) <= r.exit || side * z < 0)) {
      side = 0;
    }
    out.push_back(side);
  }
  return out;
}

}  // namespace

TEST_CASE("a pair is traded by its z-score as worked out by hand") {
  // a - b: 10 12 8 10 | 20 14 10 30 with windows of the four rows before. Row 4: mean 10, sd 1.633: z 6.12, at the
  // stop. Row 5: 12 8 10 20: mean 12.5, sd 5.26: 0.29. Row 6: 8 10 20 14: 13, 5.29: -0.57: sold at 0.5. Row 7: 10 20 14
  // 10: 13.5, 4.73: 3.49: reversed.
  const std::vector<double> gap = {10, 12, 8, 10, 20, 14, 10, 30, 30};
  std::vector<double> a, b;
  for (const double g : gap) {
    a.push_back(100 + g);
    b.push_back(100);
  }
  const MarketData m = MarketBuilder(make_date(2020, 3, 2), gap.size())
                           .instrument("N0").instrument("N1")
                           .field("spread", "bp", {a, b}).field("duration", "years", {{5}, {5}}).build();
  const RunResult r = run_on(config(", window: 4, enter: 0.5, exit: 0.2, stop: 6", m), m);
  REQUIRE(r.trades.size() == 4);  // both legs twice
  CHECK(r.trades[0].decided_row == 6);
  CHECK(r.trades[0].row == 7);
  CHECK(r.trades[0].after == -kPerLeg);
  CHECK(r.trades[0].signal == Approx(-3 / std::sqrt(28.0)));      // squares about 13: 25 + 9 + 49 + 1 = 84, over 3
  CHECK(r.trades[2].after == kPerLeg);
  CHECK(r.trades[2].signal == Approx(16.5 / std::sqrt(67 / 3.0)));  // about 13.5: 12.25 + 42.25 + 0.25 + 12.25
}

TEST_CASE("every measure and window trades as the formula and the rule say") {
  const Rule rule = {1.5, 0.4, 3, 20, 15};
  std::size_t changes = 0;
  for (const std::string measure : {"diff", "ratio", "residual"}) {
    for (const bool today : {false, true}) {
      for (std::uint64_t seed = 1; seed <= 15; ++seed) {
        INFO(measure << (today ? " today" : " before") << ", seed " << seed);
        const MarketData m = random_market(seed, 200, 2, 0);
        const RunResult r =
            run_on(config(", window: 20, enter: 1.5, exit: 0.4, stop: 3, max_hold_days: 20, cool_off_days: 15, "
                          "measure: " +
                              measure + ", include_today: " + (today ? "true" : "false"),
                          m),
                   m);
        const std::size_t first = 43;  // 2020-03-02 is the 44th weekday of the year
        REQUIRE(r.dates[0] == m.dates[first]);
        const auto a = spreads(m, 0), b = spreads(m, 1);
        std::vector<double> scores;
        for (std::size_t t = 0; t < r.rows(); ++t) scores.push_back(score(measure, today, 20, a, b, first + t));
        const auto expected = sides(rule, r.dates, scores);
        for (std::size_t t = 0; t + 1 < r.rows(); ++t) {
          INFO("row " << t << ", score " << scores[t]);
          REQUIRE(r.positions[(t + 1) * 2] == expected[t] * kPerLeg);
          REQUIRE(r.positions[(t + 1) * 2 + 1] == -expected[t] * kPerLeg);
          changes += t > 0 && expected[t] != expected[t - 1];
        }
        for (const Trade& trade : r.trades) REQUIRE(trade.signal == Approx(scores[trade.decided_row]).epsilon(1e-9));
      }
    }
  }
  CHECK(changes > 300);
}

TEST_CASE("the standard parameters are those of the page") {
  const MarketData m = random_market(1, 200, 2, 0);
  const RunPlan plan = plan_on(config("", m), m);
  const BandRuleSpec& rule = *plan.strategy.band_rule;
  CHECK(rule.enter == 2);
  CHECK(rule.exit == 0.5);
  CHECK(rule.stop == 4);
  CHECK(rule.max_hold_days == 60);
  CHECK(rule.cool_off_days == 10);
  CHECK(plan.strategy.signals.text(rule.score, plan.strategy.asset_names) == "zscore(diff(spread@a, spread@b), 120)");
  const RunPlan residual = plan_on(config(", measure: residual, include_today: true", m), m);
  CHECK(residual.strategy.signals.text(residual.strategy.band_rule->score, residual.strategy.asset_names) ==
        "quotient(ols(spread@a, spread@b, 120, today).residual, ols(spread@a, spread@b, 120, today).deviation)");
  CHECK(residual.strategy.signals.warm_up(residual.strategy.band_rule->score) == 119);
}

TEST_CASE("an unknown measure is said at its place, with the three there are") {
  const MarketData m = random_market(1, 200, 2, 0);
  CHECK_THROWS_WITH(plan_on(config(", measure: residul", m), m),
                    Catch::Contains("config.yaml:6:61: measure: expected diff, ratio or residual, found 'residul'") &&
                        Catch::Contains("did you mean 'residual'?"));
  CHECK_THROWS_WITH(plan_on(config(", measure: spread", m), m),
                    Catch::Contains("measure: expected diff, ratio or residual, found 'spread'"));
  CHECK_THROWS_WITH(plan_on(config(", include_today: 1", m), m),
                    Catch::Contains("include_today: expected true or false, found '1'"));
}

TEST_CASE("a pair of one leg with itself is refused") {
  const MarketData m = random_market(1, 200, 2, 0);
  std::string same = config("", m);
  same.replace(same.find("short: b"), 8, "short: a");
  CHECK_THROWS_WITH(plan_on(same, m), Catch::Contains("long and short name the same asset"));
}
