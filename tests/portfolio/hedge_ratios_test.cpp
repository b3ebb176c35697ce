// Betas and volatilities of legs and names against numbers worked out by hand, and what they may know.
#include "portfolio/hedge_ratios.hpp"

#include <cmath>

#include "catch.hpp"
#include "spread_moves.hpp"

using namespace relval;
using namespace relval::test;

namespace {

BetaConfig window_of(int rows, int min_rows = 3) {
  BetaConfig b;
  b.window = rows;
  b.min_rows = min_rows;
  return b;
}

constexpr std::size_t kA = 0, kB = 1;  // legs; the names are assets 2 and 3

// Changes of B from row 1 on, those of A 1.5 of them and a drift of a quarter to row 19, half of them after.
SpreadMoves turning() {
  std::vector<double> a, b;
  for (int t = 1; t < 40; ++t) {
    b.push_back(static_cast<double>((t * 7) % 5) - 2);
    a.push_back(t < 20 ? 1.5 * b.back() + 0.25 : 0.5 * b.back());
  }
  return SpreadMoves({{100, 5, a}, {80, 8, b}});
}

}  // namespace

TEST_CASE("beta and volatility of three changes are those worked out by hand") {
  // A moves by 2, 3, 7 (deviations -2, -1, 3), B by 1, 2, 3 (-1, 0, 1): cov 5 / 2, var 2 / 2.
  const SpreadMoves m({{100, 5, {2, 3, 7}}, {80, 8, {1, 2, 3}}});
  const HedgeRatios r = m.ratios(window_of(3));
  CHECK(r.beta(kA, kB, 3) == Approx(2.5));
  CHECK(r.beta(kB, kA, 3) == Approx(5.0 / 14));
  CHECK(r.beta(kA, kA, 3) == 1);
  CHECK(r.volatility(kA, 3) == Approx(std::sqrt(7.0)));
  CHECK(r.volatility(kB, 3) == Approx(1));
  CHECK(r.beta(2, 3, 3) == Approx(2.5));  // the names themselves
  CHECK(r.beta(kA, 3, 3) == Approx(2.5));
  CHECK(std::isnan(r.beta(kA, kB, 2)));   // two changes so far, three are wanted
  CHECK(std::isnan(r.volatility(kA, 2)));
}

TEST_CASE("with ewma a row weighs lambda times the row after it") {
  const SpreadMoves m({{100, 5, {2, 3, 7}}, {80, 8, {1, 2, 3}}});
  BetaConfig b = window_of(3);
  b.method = BetaMethod::ewma;
  b.lambda = 0.5;
  const HedgeRatios r = m.ratios(b);
  // Weights 1 : 2 : 4 over 7; means 36/7 and 17/7; sums of products 37/14 and 13/14.
  CHECK(r.beta(kA, kB, 3) == Approx(37.0 / 13));
  CHECK(r.volatility(kB, 3) == Approx(std::sqrt(13.0 / 14 / 1.75)));
}

TEST_CASE("the window ends on the row and goes back as far as it says") {
  const SpreadMoves m = turning();
  const HedgeRatios r = m.ratios(window_of(10));
  CHECK(r.beta(kA, kB, 19) == Approx(1.5));
  CHECK(r.beta(kA, kB, 29) == Approx(0.5));           // rows 20 to 29: the old relation is out
  CHECK(std::fabs(r.beta(kA, kB, 28) - 0.5) > 1e-3);  // row 19 is still in
  CHECK(std::fabs(r.beta(kA, kB, 20) - 1.5) > 1e-3);  // row 20 is in at its own close
}

TEST_CASE("a spread that is known late gives its ratios late") {
  SpreadMoves now = turning(), late = turning();
  late.market.fields["spread"].info.knowledge_lag = 2;
  const HedgeRatios a = now.ratios(window_of(10)), b = late.ratios(window_of(10));
  CHECK(b.beta(kA, kB, 21) == a.beta(kA, kB, 19));
  CHECK(b.beta(kA, kB, 31) == a.beta(kA, kB, 29));
  CHECK(b.volatility(kA, 25) == a.volatility(kA, 23));
  CHECK(std::isnan(b.beta(kA, kB, 1)));
}

TEST_CASE("rows without a quote are left out, and counted as missing") {
  SpreadMoves m({{100, 5, {2, 3, 100, -88, 7}}, {80, 8, {1, 2, 50, -47, 3}}});
  m.market.fields["spread"].panel.row(3)[0] = kNaN;  // of A: its changes on rows 3 and 4 are not seen
  const HedgeRatios r = m.ratios(window_of(5));
  CHECK(r.beta(2, 3, 5) == Approx(2.5));  // the three of the first case are left
  CHECK(std::isnan(m.ratios(window_of(5, 4)).beta(2, 3, 5)));
}

TEST_CASE("relative changes are shares of the spread before") {
  const SpreadMoves m = SpreadMoves::relative({{100, 5, {0.02, 0.03, 0.07}}, {50, 8, {0.01, 0.02, 0.03}}});
  BetaConfig b = window_of(3);
  b.changes = Changes::relative;
  const HedgeRatios r = m.ratios(b);
  CHECK(r.beta(kA, kB, 3) == Approx(2.5));
  CHECK(r.volatility(kB, 3) == Approx(0.01));
  CHECK(r.beta(2, 3, 3) == Approx(2.5));
}

TEST_CASE("a leg's ratios are of its spread without changes of membership") {
  // W at 500 bp joins A's leg on row 20 and moves as A does: A's leg jumps by 200 bp that day and its beta does not
  // notice.
  SpreadMoves m = turning();
  std::vector<double> a;
  for (std::size_t t = 1; t < 40; ++t)
    a.push_back(m.market.panel("spread")->at(t, 0) - m.market.panel("spread")->at(t - 1, 0));
  std::vector<double> b;
  for (std::size_t t = 1; t < 40; ++t)
    b.push_back(m.market.panel("spread")->at(t, 1) - m.market.panel("spread")->at(t - 1, 1));
  SpreadMoves wide({{100, 5, a}, {500, 5, a}, {80, 8, b}}, {{0, 1}, {2}});
  for (std::size_t t = 0; t < 15; ++t) wide.market.fields["spread"].panel.row(t)[1] = kNaN;
  const LegHistory legs(wide.universe, wide.market, {10, 1, 5});
  const HedgeRatios r(legs, wide.market, 2, window_of(10)), alone = m.ratios(window_of(10));
  REQUIRE(legs.members(0, 39).size() == 2);
  REQUIRE(legs.quoted_bp(0)[39] - legs.quoted_bp(0)[10] > 150);
  for (std::size_t t = 12; t < 40; ++t) CHECK(r.beta(kA, kB, t) == Approx(alone.beta(kA, kB, t)));
}
