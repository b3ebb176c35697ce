// Whole runs of the strategies on signals: neither the size of the blocks nor later rows change what was done.
#include "catch.hpp"
#include "replay/run_helper.hpp"

using namespace relval;
using namespace relval::test;

namespace {

constexpr std::size_t kNames = 5;

// Legs of three and two names, quotes with gaps.
MarketData market(std::uint64_t seed) { return random_market(seed, 220, kNames, 0.1); }

std::string config(const std::string& strategy, const MarketData& m) {
  return "name: f\nmarket: {store: x.h5}\nfrom: 2020-04-01\nto: " + to_iso(m.dates.back()) + "\n"
         "legs: {a: {instruments: [N0, N1, N2]}, b: {instruments: [N3, N4]}}\n"
         "strategy: {" + strategy + "}\n"
         "sizing: {unit: cs01, per_leg: 10000, rehedge: {every: week}}\nportfolio: {capital: 1000000}\n"
         "costs: {default: {half_spread_floor_bp: 1.5}}\n";
}

const std::string kStrategies[] = {
    "name: spread_zscore, long: a, short: b, measure: diff, window: 20, enter: 1.5",
    "name: spread_zscore, long: a, short: N3, measure: ratio, window: 20, enter: 1.5, include_today: true",
    "name: spread_zscore, long: b, short: a, measure: residual, window: 30, enter: 1.5",
    "name: divergence_momentum, long: a, short: b, lookback_short: 5, lookback_medium: 10, lookback_long: 20, "
    "volatility_rows: 10, beta_window: 30, both_legs: true",
};

}  // namespace

TEST_CASE("a strategy on signals does not depend on the size of the blocks") {
  for (const std::string& strategy : kStrategies) {
    std::size_t trades = 0;
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
      INFO(strategy << ", seed " << seed);
      const MarketData m = market(seed);
      const RunResult whole = run_on(config(strategy, m), m, {}, 64);
      trades += whole.trades.size();
      for (const std::size_t block : std::vector<std::size_t>{1, 7}) {
        const RunResult other = run_on(config(strategy, m), m, {}, block);
        REQUIRE(whole.positions == other.positions);
        for (std::size_t i = 0; i < whole.pnl.size(); ++i) REQUIRE(same_bits(whole.pnl[i].total, other.pnl[i].total));
        for (std::size_t s = 0; s < whole.signals.size(); ++s)
          for (std::size_t t = 0; t < whole.rows(); ++t)
            REQUIRE(same_bits(whole.signals[s].values[t], other.signals[s].values[t]));
      }
    }
    CHECK(trades > 0);
  }
}

TEST_CASE("later rows change no position that a strategy on signals holds") {
  for (const std::string& strategy : kStrategies) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
      INFO(strategy << ", seed " << seed);
      const MarketData m = market(seed);
      const RunResult plain = run_on(config(strategy, m), m);
      for (const std::size_t t : std::vector<std::size_t>{20, 60, 120}) {
        MarketData scrambled = m;
        Numbers random(seed + t);
        for (auto& [name, field] : scrambled.fields)
          for (std::size_t i = (65 + t + 1) * kNames; i < field.panel.values.size(); ++i)  // 65 rows lie before the run
            field.panel.values[i] = random.chance(0.3) ? kNaN : field.panel.values[i] * random.uniform(0.5, 2);
        const RunResult other = run_on(config(strategy, m), scrambled);
        for (std::size_t i = 0; i < (t + 1) * kNames; ++i) REQUIRE(plain.positions[i] == other.positions[i]);
      }
    }
  }
}
