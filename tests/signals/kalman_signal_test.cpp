// The Kalman regression in the graph of signals, against the filter over whole series.
#include <cmath>

#include "catch.hpp"
#include "graph_sample.hpp"
#include "signals/kalman.hpp"

using namespace relval;
using namespace relval::test;

namespace {

constexpr KalmanPart kParts[] = {KalmanPart::alpha, KalmanPart::beta, KalmanPart::residual, KalmanPart::score};
constexpr KalmanTerms kTerms{0.5, 1e-4, 4, 1e6};

std::vector<std::int32_t> all_parts(SignalGraph& g, std::int32_t y, std::int32_t x, const KalmanTerms& terms) {
  std::vector<std::int32_t> out;
  for (const KalmanPart part : kParts) out.push_back(g.add(kalman_signal(y, x, part, terms, 250)));
  return out;
}

KalmanRegression whole_series(const std::vector<double>& y, const std::vector<double>& x, const KalmanTerms& terms) {
  KalmanSettings s = kalman_prior(2, 0, terms.noise, terms.start_variance);
  s.drift = {{terms.alpha_drift, 0}, {0, terms.beta_drift}};
  return kalman_regression(y, {std::vector<double>(y.size(), 1), x}, s);
}

}  // namespace

TEST_CASE("a Kalman signal of two rows is the textbook's arithmetic") {
  // Both x are 1, both y are 3; variances 1, no drift. Row 1: Q = 1 + 1 + 1, gain 1/3 each, so alpha = beta = 1.
  // Row 2: the coefficients' variance is {{2, -1}, {-1, 2}} / 3, Q = 2/3 + 1, error 3 - 2, gain (1/3) / Q = 1/5 each.
  const MarketData m = MarketBuilder({"2025-11-19", "2025-11-20"}).instrument("P").instrument("Q").instrument("R")
                           .field("spread", "bp", {{3}, {1}, {1}}).field("duration", "years", {{5}, {5}, {5}}).build();
  const Universe u = three_in_two_legs();
  SignalGraph g;
  const auto parts = all_parts(g, spread_at(g, 2), spread_at(g, 4), {0, 0, 1, 1});
  SignalRun run(g, {m, u, {}}, parts);
  constexpr double kRounding = 1e-15;
  const double expected[2][4] = {{1, 1, 3, 3 / std::sqrt(3.0)}, {1.2, 1.2, 1, 1 / std::sqrt(5 / 3.0)}};
  for (std::size_t t = 0; t < 2; ++t) {
    run.step(t, true);
    for (std::size_t p = 0; p < 4; ++p) CHECK(run.value(parts[p]) == Approx(expected[t][p]).epsilon(kRounding));
  }
}

TEST_CASE("a Kalman signal is the filter over the rows so far, for every name at once, gaps included") {
  constexpr std::size_t kRows = 80;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    MarketData m = random_market(seed, kRows, 3, 0.1);
    m.fields["spread"].panel.values[0] = kNaN;      // name 0 begins a row later
    m.fields["spread"].panel.values[3 + 2] = kNaN;  // and what it stands against has no second row
    const Universe u = three_in_two_legs();
    SignalGraph g;
    const auto parts = all_parts(g, spread_panel(g), spread_at(g, 4), kTerms);
    SignalRun run(g, {m, u, {}}, parts);
    const std::vector<double> x = spreads(m, 2);
    const KalmanRegression whole[] = {whole_series(spreads(m, 0), x, kTerms), whole_series(spreads(m, 1), x, kTerms)};
    bool known[] = {false, false};
    for (std::size_t t = 0; t < kRows; ++t) {
      run.step(t, true);
      for (std::size_t name = 0; name < 2; ++name) {
        INFO("seed " << seed << ", row " << t << ", name " << name);
        const auto got = [&](std::size_t p) {
          return run.views()[static_cast<std::size_t>(parts[p])].last[2 + name];
        };
        const KalmanRegression& k = whole[name];
        known[name] = known[name] || !std::isnan(k.error[t]);
        if (!known[name]) {
          for (std::size_t p = 0; p < 4; ++p) REQUIRE(std::isnan(got(p)));
          continue;
        }
        REQUIRE(same_bits(got(0), k.coefficients[t][0]));
        REQUIRE(same_bits(got(1), k.coefficients[t][1]));
        REQUIRE(same_bits(got(2), k.error[t]));
        REQUIRE(same_bits(got(3), k.error[t] / std::sqrt(k.variance[t])));
      }
    }
    CHECK((known[0] && known[1]));
  }
}

TEST_CASE("a Kalman signal keeps its line where a quote is missing, and has no residual there") {
  MarketData m = random_market(3, 40, 3, 0);
  m.fields["spread"].panel.values[30 * 3] = kNaN;
  const Universe u = three_in_two_legs();
  SignalGraph g;
  const auto parts = all_parts(g, spread_at(g, 2), spread_at(g, 4), kTerms);
  std::vector<std::vector<double>> v;
  for (const auto part : parts) v.push_back(values_of(g, part, m, u));
  CHECK(v[0][30] == v[0][29]);
  CHECK(v[1][30] == v[1][29]);
  CHECK(std::isnan(v[2][30]));
  CHECK(std::isnan(v[3][30]));
  CHECK(v[1][31] != v[1][30]);
  CHECK_FALSE(std::isnan(v[3][31]));
}

TEST_CASE("a Kalman signal does not depend on which rows are looked at, nor on later ones") {
  const Universe u = three_in_two_legs();
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const MarketData m = random_market(seed, 100, 3, 0.1);
    SignalGraph g;
    const auto parts = all_parts(g, spread_at(g, 2), spread_at(g, 4), kTerms);
    MarketData other = m;
    for (std::size_t i = 61 * 3; i < 100 * 3; ++i) other.fields["spread"].panel.values[i] *= 3;
    for (const auto part : parts) {
      const auto daily = values_of(g, part, m, u), rarely = values_of(g, part, m, u, 21);
      for (std::size_t t = 0; t < 100; t += 21) REQUIRE(same_bits(daily[t], rarely[t]));
      const auto changed = values_of(g, part, other, u);
      for (std::size_t t = 0; t <= 60; ++t) REQUIRE(same_bits(daily[t], changed[t]));
    }
  }
}

TEST_CASE("a Kalman signal on changes, which tell alpha and beta apart, forgets its start within its warm-up") {
  constexpr double kForgotten = 1e-9;  // of the value: what relval audit allows
  const Universe u = three_in_two_legs();
  const MarketData m = random_market(5, 600, 3, 0);
  SignalGraph g;
  const auto change = [&](std::int32_t asset) {
    const auto level = spread_at(g, asset);
    SignalNode yesterday = signal(SignalOp::lag, level);
    yesterday.rows = 1;
    return g.add(signal(SignalOp::diff, level, g.add(yesterday)));
  };
  const auto parts = all_parts(g, change(2), change(4), {0.5, 0.05, 4, 1e6});
  CHECK(g.warm_up(parts[0]) == 251);
  StoreRequest r;
  r.first_row = 249;
  r.rows = 252;
  r.names = u.names;
  r.fields = {"spread", "duration"};
  const MarketData part = select(m, r);
  for (const auto id : parts)
    CHECK(values_of(g, id, part, u).back() == Approx(values_of(g, id, m, u)[500]).epsilon(kForgotten));
  // A start that is not forgotten would be seen: ten rows are not enough.
  r.first_row = 490;
  r.rows = 11;
  const double ten_rows = values_of(g, parts[1], select(m, r), u).back();
  CHECK(ten_rows != Approx(values_of(g, parts[1], m, u)[500]).epsilon(kForgotten));
}
