// Kalman regressions, means, deviations and ranks that a plugin asks for, as a run records them, against functions of
// whole series.
#include <algorithm>

#include "catch.hpp"
#include "replay/run_helper.hpp"
#include "signals/kalman.hpp"
#include "signals/rolling_mean.hpp"

using namespace relval;
using namespace relval::test;

namespace {

constexpr int kBefore = 30, kRows = 40;  // of the store before the run, and of the run
const std::vector<Path> kPlugins = {Path(RELVAL_BINARY_DIR) / "tests" / "plugins"};

// Legs of one name each, so that a leg's spread is its name's.
std::string config(const MarketData& m) {
  return "market: {store: x.h5}\nfrom: " + to_iso(m.dates[kBefore]) + "\nto: " + to_iso(m.dates.back()) +
         "\nlegs: {a: {instruments: [N0]}, b: {instruments: [N1]}}\n"
         "sizing: {unit: cs01, per_leg: 10000}\nportfolio: {capital: 10000000}\n"
         "strategy: {name: more_signals, long: a, against: b, instrument: N0}\n";
}

// What a run records of the signal whose text this is.
std::vector<double> recorded(const RunResult& r, const std::string& text) {
  const auto found = std::find_if(r.signals.begin(), r.signals.end(),
                                  [&](const RecordedSignal& s) { return s.text == text; });
  INFO(text);
  REQUIRE(found != r.signals.end());
  REQUIRE(found->values.size() == static_cast<std::size_t>(kRows));
  return found->values;
}

std::vector<double> spreads(const MarketData& m, std::size_t name, std::size_t first) {
  std::vector<double> out;
  for (std::size_t t = first; t < m.dates.size(); ++t) out.push_back(m.fields.at("spread").panel.at(t, name));
  return out;
}

}  // namespace

TEST_CASE("a plugin's Kalman regression starts with the rows loaded before the run and is the filter over them") {
  const MarketData m = random_market(11, kBefore + kRows, 2, 0);
  const RunPlan plan = plan_on(config(m), m, kPlugins);
  const std::size_t before = plan.look_back_rows;
  REQUIRE(before == 9 + 5);  // of ewma_mean, 0.5^10 < 1/1000; and quotes may be five rows old
  const RunResult r = run_on(config(m), m, kPlugins);
  const std::size_t first = kBefore - before;
  const auto y = spreads(m, 0, first), x = spreads(m, 1, first);
  KalmanSettings s = kalman_prior(2, 0, 4, 1e6);
  s.drift = {{0.5, 0}, {0, 1e-4}};
  const KalmanRegression k = kalman_regression(y, {std::vector<double>(y.size(), 1), x}, s);
  const std::string group = "kalman(spread@a, spread@b, drift 0.5 1e-04, noise 4, start 1e+06, 5).";
  const auto alpha = recorded(r, group + "alpha"), beta = recorded(r, group + "beta"),
             residual = recorded(r, group + "residual"), score = recorded(r, group + "score");
  constexpr double kRounding = 1e-8;  // a leg's spread is a weighted mean of one: its last digit may differ
  for (std::size_t t = 0; t < kRows; ++t) {
    INFO("row " << t);
    CHECK(alpha[t] == Approx(k.coefficients[t + before][0]).epsilon(kRounding));
    CHECK(beta[t] == Approx(k.coefficients[t + before][1]).epsilon(kRounding));
    CHECK(residual[t] == Approx(k.error[t + before]).epsilon(kRounding).margin(kRounding));
    const double expected = k.error[t + before] / std::sqrt(k.variance[t + before]);
    CHECK(score[t] == Approx(expected).epsilon(kRounding).margin(kRounding));
  }
  CHECK_FALSE(r.trades.empty());
}

TEST_CASE("a plugin's means and deviations are those of the window, and its ranks those of the names") {
  const MarketData m = random_market(12, kBefore + kRows, 2, 0);
  const RunResult r = run_on(config(m), m, kPlugins, 1), in_blocks = run_on(config(m), m, kPlugins, 16);
  const auto mean = recorded(r, "mean(spread@a, 4)"), deviation = recorded(r, "deviation(spread@a, 4, today)"),
             rank = recorded(r, "rank(spread)@N0");
  const auto a = spreads(m, 0, 0), b = spreads(m, 1, 0);
  const RollingMeanSd whole = rolling_mean_sd(a, 4);
  constexpr double kRounding = 1e-12;
  for (std::size_t t = 0; t < kRows; ++t) {
    INFO("row " << t);
    CHECK(mean[t] == Approx(whole.mean[kBefore + t - 1]).epsilon(kRounding));
    CHECK(deviation[t] == Approx(whole.sd[kBefore + t]).epsilon(kRounding));
    CHECK(rank[t] == (a[kBefore + t] > b[kBefore + t] ? 1 : 0));
  }
  REQUIRE(r.signals.size() == in_blocks.signals.size());
  for (std::size_t i = 0; i < r.signals.size(); ++i)
    for (std::size_t t = 0; t < kRows; ++t) REQUIRE(same_bits(r.signals[i].values[t], in_blocks.signals[i].values[t]));
}
