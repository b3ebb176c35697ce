// Sizes in vol, pair_beta and market_beta: the hedge of a leg of 100 bp and 5 years, whose CS01 is 10,000, against one
// of 80 bp and 8 years, with the betas and deviations of hedge_ratios_test. The formulas:
//   vol          N_B D_B sigma_B = -N_A D_A sigma_A
//   pair_beta    N_B D_B = -beta N_A D_A, beta of A's changes on B's
//   market_beta  N_B D_B beta_B = -N_A D_A beta_A, betas on the factor leg; with relative changes D s instead of D
#include <cmath>

#include "catch.hpp"
#include "portfolio/sizing.hpp"
#include "spread_moves.hpp"

using namespace relval;
using namespace relval::test;

namespace {

// A moves by 2, 3, 7, B by 1, 2, 3, the market by 0, 1, 5: beta of A on B 2.5; on the market A 14/14, B 5/14.
const std::vector<SpreadMoves::Name> kNames = {{100, 5, {2, 3, 7}}, {80, 8, {1, 2, 3}}, {90, 6, {0, 1, 5}}};
const std::vector<SpreadMoves::Name> kRelative = {
    {100, 5, {0.02, 0.03, 0.07}}, {80, 8, {0.01, 0.02, 0.03}}, {90, 6, {0.00, 0.01, 0.05}}};
const std::vector<Marks> kMarks = {{112, 5, true}, {86, 8, true}, {96, 6, true}};
constexpr double kNotionalA = 10000 / 5e-4;  // 20,000,000: CS01 of 10,000 at 5 years

RunConfig config(RiskUnit unit, Changes changes = Changes::absolute) {
  RunConfig c;
  c.sizing.unit = unit;
  c.sizing.per_leg = 10000;
  c.sizing.per_leg_in = RiskUnit::cs01;
  c.sizing.reference_leg = "a";
  c.sizing.given = true;
  c.sizing.beta.window = c.sizing.beta.min_rows = 3;
  c.sizing.beta.changes = changes;
  return c;
}

struct Pair {
  Pair(const RunConfig& c, SpreadMoves m) : moves(std::move(m)), config(c) { moves.universe.legs.at(2).factor = true; }
  // Notionals of a long A and a short B on the row; empty where one cannot be sized.
  std::vector<double> sizes(std::size_t row = 3) const {
    const HedgeRatios ratios = moves.ratios(config.sizing.beta);
    const Sizer sizer(config, moves.universe, moves.legs, ratios);
    std::vector<double> n(3, 0.0);
    const bool a = sizer.size(0, {AssetTarget::How::weight, 1}, row, kMarks, n);
    const bool b = sizer.size(1, {AssetTarget::How::weight, -1}, row, kMarks, n);
    return a && b ? std::vector<double>{n[0], n[1]} : std::vector<double>{};
  }
  SpreadMoves moves;
  RunConfig config;
};

std::vector<double> absolute(RiskUnit unit) { return Pair(config(unit), SpreadMoves(kNames)).sizes(); }
std::vector<double> relative(RiskUnit unit) {
  return Pair(config(unit, Changes::relative), SpreadMoves::relative(kRelative)).sizes();
}

}  // namespace

TEST_CASE("the reference leg gets per_leg in its own unit, whatever matches the others to it") {
  for (const RiskUnit unit :
       {RiskUnit::notional, RiskUnit::cs01, RiskUnit::dts, RiskUnit::vol, RiskUnit::pair_beta, RiskUnit::market_beta}) {
    CHECK(absolute(unit).at(0) == Approx(kNotionalA));
    CHECK(relative(unit).at(0) == Approx(kNotionalA));
  }
  CHECK(absolute(RiskUnit::notional).at(1) == Approx(-kNotionalA));
  CHECK(absolute(RiskUnit::cs01).at(1) == Approx(-kNotionalA * 5 / 8));
  CHECK(absolute(RiskUnit::dts).at(1) == Approx(-kNotionalA * (5 * 112) / (8 * 86)));
}

TEST_CASE("vol matches what the legs' deviations make of their durations") {
  CHECK(absolute(RiskUnit::vol).at(1) == Approx(-kNotionalA * 5 * std::sqrt(7.0) / (8 * 1)));
  CHECK(relative(RiskUnit::vol).at(1) == Approx(-kNotionalA * (5 * 112) * (std::sqrt(7.0) * 0.01) / (8 * 86 * 0.01)));
}

TEST_CASE("pair_beta is the least-variance hedge: B's CS01 is beta times A's") {
  CHECK(absolute(RiskUnit::pair_beta).at(1) == Approx(-2.5 * kNotionalA * 5 / 8));
  CHECK(relative(RiskUnit::pair_beta).at(1) == Approx(-2.5 * kNotionalA * (5 * 112) / (8 * 86)));
}

TEST_CASE("market_beta leaves no exposure to the factor leg") {
  CHECK(absolute(RiskUnit::market_beta).at(1) == Approx(-kNotionalA * 5 * 1 / (8 * (5.0 / 14))));
  CHECK(relative(RiskUnit::market_beta).at(1) == Approx(-kNotionalA * (5 * 112) * 1 / (8 * 86 * (5.0 / 14))));
}

TEST_CASE("the pair_beta hedge has the least variance of all hedges of the window") {
  const double hedge = absolute(RiskUnit::pair_beta).at(1);
  const auto variance = [&](double n) {  // of -(N_A D_A a + n D_B b) over the window
    const double a[] = {2, 3, 7}, b[] = {1, 2, 3};
    double p[3], mean = 0, sum = 0;
    for (int i = 0; i < 3; ++i) mean += (p[i] = kNotionalA * 5 * a[i] + n * 8 * b[i]) / 3;
    for (const double x : p) sum += (x - mean) * (x - mean);
    return sum;
  };
  CHECK(variance(hedge) < variance(hedge * 1.01));
  CHECK(variance(hedge) < variance(hedge * 0.99));
}

TEST_CASE("what needs a beta is not sized before there is one, nor on one that is not above 0") {
  for (const RiskUnit unit : {RiskUnit::vol, RiskUnit::pair_beta, RiskUnit::market_beta})
    CHECK(Pair(config(unit), SpreadMoves(kNames)).sizes(2).empty());
  std::vector<SpreadMoves::Name> against = kNames;
  against[1].moves = {-1, -2, -3};
  CHECK(Pair(config(RiskUnit::pair_beta), SpreadMoves(against)).sizes().empty());
  CHECK(Pair(config(RiskUnit::market_beta), SpreadMoves(against)).sizes().empty());
  CHECK(Pair(config(RiskUnit::vol), SpreadMoves(against)).sizes().size() == 2);
  against[1].moves = {0, 0, 0};  // a spread that stands still has no deviation to match
  CHECK(Pair(config(RiskUnit::vol), SpreadMoves(against)).sizes().empty());
}

TEST_CASE("a leg's weights divide its size, on the row's composition") {
  Pair p(config(RiskUnit::cs01),
         SpreadMoves({{100, 5, {0, 0, 0}}, {100, 5, {0, 0, 0}}, {80, 8, {0, 0, 0}}, {90, 6, {0, 0, 0}}},
                     {{0, 1}, {2}, {3}}));
  p.moves.universe.legs[0].weights = LegWeights::market_value;
  MarketBuilder b(make_date(2025, 9, 1), 4);
  b.field("market_value", "currency", {{100}, {300}, {1}, {1}});
  p.moves.market.fields["market_value"] = b.market().fields["market_value"];
  const LegHistory legs(p.moves.universe, p.moves.market, {0, 1, 5});
  const HedgeRatios ratios(legs, p.moves.market, 3, p.config.sizing.beta);
  std::vector<double> n(4, 7.0);
  const std::vector<Marks> marks = {{100, 4, true}, {100, 6, true}, {80, 8, true}, {90, 6, true}};
  REQUIRE(Sizer(p.config, p.moves.universe, legs, ratios).size(0, {AssetTarget::How::weight, 1}, 3, marks, n));
  // A quarter at 4 years, three quarters at 6: 5.5 years.
  CHECK(n[0] == Approx(0.25 * 10000 / 5.5e-4));
  CHECK(n[1] == Approx(0.75 * 10000 / 5.5e-4));
  CHECK(n[2] == 7);
}
