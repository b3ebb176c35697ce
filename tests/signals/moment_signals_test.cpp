// Means, deviations, decaying means and ranks in the graph of signals, against functions of whole series and rows.
#include <algorithm>
#include <cmath>

#include "catch.hpp"
#include "graph_sample.hpp"
#include "signals/cross_section.hpp"
#include "signals/ewma.hpp"
#include "signals/rolling_mean.hpp"

using namespace relval;
using namespace relval::test;

namespace {

constexpr std::size_t kRows = 80;
constexpr double kRounding = 1e-11;  // relative: other orders of summation

}  // namespace

TEST_CASE("mean and deviation are those of the moving window, with today or up to yesterday") {
  constexpr std::int64_t kWindow = 12;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const bool today = seed % 2 == 0;
    const MarketData m = random_market(seed, kRows, 3, 0.03);
    const Universe u = three_in_two_legs();
    SignalGraph g;
    const auto x = spread_panel(g);
    const auto mean = g.add(window_signal(SignalOp::mean, x, kWindow, today));
    const auto deviation = g.add(window_signal(SignalOp::deviation, x, kWindow, today));
    const auto score = g.add(window_signal(SignalOp::zscore, x, kWindow, today));
    SignalRun run(g, {m, u, {}}, std::vector<std::int32_t>{mean, deviation, score});
    std::size_t known = 0;
    for (std::size_t t = 0; t < kRows; ++t) {
      run.step(t, true);
      for (std::size_t name = 0; name < 3; ++name) {
        INFO("seed " << seed << ", row " << t << ", name " << name);
        const auto got = [&](std::int32_t id) { return run.views()[static_cast<std::size_t>(id)].last[2 + name]; };
        const auto series = spreads(m, name);
        const RollingMeanSd whole = rolling_mean_sd(series, kWindow);
        const std::size_t last = today ? t : t - 1;
        if (t < 1 || std::isnan(whole.mean[last])) {  // not full, or a gap in it
          REQUIRE(std::isnan(got(mean)));
          REQUIRE(std::isnan(got(deviation)));
          continue;
        }
        ++known;
        REQUIRE(got(mean) == Approx(whole.mean[last]).epsilon(kRounding));
        REQUIRE(got(deviation) == Approx(whole.sd[last]).epsilon(kRounding));
        REQUIRE(same_bits(got(score), (series[t] - got(mean)) / got(deviation)));
      }
    }
    CHECK(known > 50);
  }
}

TEST_CASE("a flat window has a mean and no deviation, a window of one row is that row") {
  const MarketData m = MarketBuilder({"2025-11-19", "2025-11-20", "2025-11-21", "2025-11-24"})
                           .instrument("P").instrument("Q").instrument("R")
                           .field("spread", "bp", {{7, 7, 7, 8}, {1}, {1}}).field("duration", "years", {{5}, {5}, {5}})
                           .build();
  const Universe u = three_in_two_legs();
  SignalGraph g;
  const auto x = spread_at(g, 2);
  const auto mean = g.add(window_signal(SignalOp::mean, x, 3, true));
  const auto deviation = g.add(window_signal(SignalOp::deviation, x, 3, true));
  const auto yesterday = g.add(window_signal(SignalOp::mean, x, 1, false));
  CHECK(values_of(g, mean, m, u)[2] == 7);
  CHECK(std::isnan(values_of(g, deviation, m, u)[2]));
  CHECK(values_of(g, deviation, m, u)[3] == Approx(std::sqrt(1 / 3.0)).epsilon(kRounding));  // 7, 7, 8
  CHECK(std::isnan(values_of(g, yesterday, m, u)[0]));
  CHECK(values_of(g, yesterday, m, u)[3] == 7);
}

TEST_CASE("a decaying mean weighs the known values, and waits for three half-lives") {
  constexpr double kLambda = 0.8;     // rows: 31, three half-lives: 10
  constexpr double kLeftOut = 2e-3;   // of the range: 1/1000 of the weight, and what it does to the rest
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const MarketData m = random_market(seed, kRows, 3, 0.2);
    const Universe u = three_in_two_legs();
    SignalGraph g;
    const auto id = g.add(decay_signal(SignalOp::ewma_mean, spread_panel(g), kLambda));
    SignalRun run(g, {m, u, {}}, std::vector<std::int32_t>{id});
    for (std::size_t t = 0; t < kRows; ++t) {
      run.step(t, true);
      for (std::size_t name = 0; name < 3; ++name) {
        INFO("seed " << seed << ", row " << t << ", name " << name);
        const auto series = spreads(m, name);
        std::size_t known = 0;
        double sum = 0, weights = 0;
        for (std::size_t k = 0; k <= std::min<std::size_t>(t, 30); ++k) {
          if (std::isnan(series[t - k])) continue;
          const double w = std::pow(kLambda, static_cast<double>(known++));
          sum += w * series[t - k];
          weights += w;
        }
        const double got = run.views()[static_cast<std::size_t>(id)].last[2 + name];
        if (known < 10) {
          REQUIRE(std::isnan(got));
          continue;
        }
        REQUIRE(got == Approx(sum / weights).epsilon(kRounding));
        // Once the recursion's first value weighs as little as what the window leaves out, the two agree.
        const std::vector<double> past(series.begin(), series.begin() + static_cast<std::ptrdiff_t>(t) + 1);
        std::vector<double> quotes;
        std::copy_if(past.begin(), past.end(), std::back_inserter(quotes), [](double v) { return !std::isnan(v); });
        if (quotes.size() < 32 || known < 25) continue;
        const auto [low, high] = std::minmax_element(quotes.begin(), quotes.end());
        const double left_out = std::pow(kLambda, static_cast<double>(known));
        CHECK(got == Approx(ewma_mean_var(past, 1 - kLambda).mean.back()).margin(2 * left_out * (*high - *low)));
        CHECK(left_out < 2 * kLeftOut);
      }
    }
  }
}

TEST_CASE("ranks run from 0 to 1 over the names that have a value, and equal ones share their places") {
  const auto ranks = [](std::vector<double> x) {
    std::vector<std::size_t> order;
    std::vector<double> out(x.size());
    rank_across(x, order, out);
    return out;
  };
  CHECK(ranks({30, 10, 20}) == std::vector<double>{1, 0, 0.5});
  CHECK(ranks({5, 1, 5, 9, 1}) == std::vector<double>{0.625, 0.125, 0.625, 1, 0.125});  // 1 1 5 5 9: 0.5, 2.5, 4 of 4
  CHECK(ranks({-0.0, 0.0}) == std::vector<double>{0.5, 0.5});
  CHECK(ranks({INFINITY, 1, -INFINITY}) == std::vector<double>{1, 0.5, 0});
  const auto gaps = ranks({kNaN, 8, kNaN, 7});
  CHECK(std::isnan(gaps[0]));
  CHECK(gaps[1] == 1);
  CHECK(std::isnan(gaps[2]));
  CHECK(gaps[3] == 0);
  CHECK(ranks({kNaN, 8})[1] == 0.5);
  CHECK(std::isnan(ranks({kNaN})[0]));
  CHECK(ranks({}).empty());
}

TEST_CASE("a rank in the graph is that of the names on each row, and legs have none") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    MarketData m = random_market(seed, kRows, 3, 0.2);
    for (double& v : m.fields["spread"].panel.values) v = std::round(v / 20);  // so that some are equal
    const Universe u = three_in_two_legs();
    SignalGraph g;
    const auto rank = g.add(signal(SignalOp::rank, spread_panel(g)));
    SignalRun run(g, {m, u, {}}, std::vector<std::int32_t>{rank});
    for (std::size_t t = 0; t < kRows; ++t) {
      run.step(t, true);
      const double* got = run.views()[static_cast<std::size_t>(rank)].last;
      REQUIRE(std::isnan(got[0]));
      REQUIRE(std::isnan(got[1]));
      const double* x = m.fields["spread"].panel.row(t);
      for (std::size_t i = 0; i < 3; ++i) {
        INFO("seed " << seed << ", row " << t << ", name " << i);
        // Pairwise, without sorting: half a place for each equal other, a place for each lower one.
        double below = 0, others = 0;
        for (std::size_t k = 0; k < 3; ++k) {
          if (k == i || std::isnan(x[k])) continue;
          ++others;
          below += x[k] < x[i] ? 1 : x[k] == x[i] ? 0.5 : 0;
        }
        if (std::isnan(x[i])) REQUIRE(std::isnan(got[2 + i]));
        else REQUIRE(got[2 + i] == (others > 0 ? below / others : 0.5));
      }
    }
  }
}

TEST_CASE("means, deviations and ranks do not depend on which rows are looked at, on later rows or on more history") {
  const Universe u = three_in_two_legs();
  SignalGraph g;
  SignalNode of_rank = signal(SignalOp::of, g.add(signal(SignalOp::rank, spread_panel(g))));
  of_rank.asset = 3;
  const auto rank = g.add(of_rank), x = spread_at(g, 2);
  const auto smooth = g.add(decay_signal(SignalOp::ewma_mean, g.add(signal(SignalOp::sum, rank, x)), 0.8));
  const auto mean = g.add(window_signal(SignalOp::mean, x, 10, false));
  const auto deviation = g.add(window_signal(SignalOp::deviation, smooth, 10, true));
  const auto last = g.add(signal(SignalOp::sum, mean, deviation));
  const auto warm_up = static_cast<std::size_t>(g.warm_up(last));
  CHECK(warm_up == 39);  // a decay of 31 rows, 30 before today, in a window of 10, 9 before today
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const MarketData m = random_market(seed, kRows, 3, 0);
    const auto daily = values_of(g, last, m, u), rarely = values_of(g, last, m, u, 7);
    for (std::size_t t = 0; t < kRows; t += 7) REQUIRE(same_bits(daily[t], rarely[t]));
    CHECK_FALSE(std::isnan(daily[warm_up]));
    MarketData other = m;
    for (std::size_t i = 61 * 3; i < kRows * 3; ++i) other.fields["spread"].panel.values[i] *= -3;
    const auto changed = values_of(g, last, other, u);
    for (std::size_t t = 0; t <= 60; ++t) REQUIRE(same_bits(daily[t], changed[t]));
    StoreRequest r;
    r.first_row = 70 - warm_up;
    r.rows = warm_up + 1;
    r.names = u.names;
    r.fields = {"spread", "duration"};
    REQUIRE(same_bits(values_of(g, last, select(m, r), u).back(), daily[70]));
  }
}
