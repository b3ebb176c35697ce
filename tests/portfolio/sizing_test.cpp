#include "portfolio/sizing.hpp"

#include "base/numeric.hpp"
#include "catch.hpp"

using namespace relval;

namespace {

// Leg a: two names; leg b: one. Marks: spread bp, duration years.
Universe universe() {
  Universe u;
  u.names = {0, 1, 2};
  u.legs = {{"a", {0, 1}}, {"b", {2}}};
  u.leg_of = {0, 0, 1};
  return u;
}
const std::vector<Marks> kMarks = {{100, 6, true}, {60, 8, true}, {72, 8.42, true}};

RunConfig config(RiskUnit unit, double per_leg) {
  RunConfig c;
  c.sizing.unit = c.sizing.per_leg_in = unit;
  c.sizing.per_leg = per_leg;
  c.sizing.given = true;
  return c;
}
// A sizer without a history: legs of equal weights, no betas.
struct Sizing {
  explicit Sizing(const RunConfig& c, const Universe& u)
      : ratios(legs, market, u.legs.size(), c.sizing.beta), sizer(c, u, legs, ratios) {}
  bool size(std::size_t asset, const AssetTarget& target, const std::vector<Marks>& marks,
            std::vector<double>& notional) const {
    return sizer.size(asset, target, 0, marks, notional);
  }
  LegHistory legs;
  MarketData market;
  HedgeRatios ratios;
  Sizer sizer;
};
AssetTarget weight(double w) { return {AssetTarget::How::weight, w}; }

}  // namespace

TEST_CASE("a weight is an amount of the sizing unit, spread equally over a leg") {
  const Universe u = universe();
  std::vector<double> n(3, 0.0);
  SECTION("notional") {
    REQUIRE(Sizing(config(RiskUnit::notional, 1e8), u).size(0, weight(1), kMarks, n));
    CHECK(n == std::vector<double>{5e7, 5e7, 0});
  }
  SECTION("cs01: the leg's P&L per bp is per_leg") {
    REQUIRE(Sizing(config(RiskUnit::cs01, 70000), u).size(0, weight(-1), kMarks, n));
    CHECK(n[0] == n[1]);
    CHECK((n[0] * 6 + n[1] * 8) * 1e-4 == Approx(-70000));
  }
  SECTION("dts: the leg's P&L per 100 % of spread is per_leg") {
    REQUIRE(Sizing(config(RiskUnit::dts, 5e6), u).size(0, weight(1), kMarks, n));
    CHECK((n[0] * 6 * 100 + n[1] * 8 * 60) * 1e-4 == Approx(5e6));
  }
}

TEST_CASE("with a reference leg the amount is that leg's and the others match it in the unit") {
  const Universe u = universe();
  RunConfig c = config(RiskUnit::dts, 70000);
  c.sizing.per_leg_in = RiskUnit::cs01;
  c.sizing.reference_leg = "a";
  std::vector<double> n(3, 0.0);
  REQUIRE(Sizing(c, u).size(0, weight(1), kMarks, n));
  REQUIRE(Sizing(c, u).size(1, weight(-1), kMarks, n));
  CHECK((n[0] * 6 + n[1] * 8) * 1e-4 == Approx(70000));  // CS01 of the reference leg
  CHECK(n[0] * 6 * 100 + n[1] * 8 * 60 == Approx(-n[2] * 8.42 * 72));
}

TEST_CASE("an instrument that was never quoted is not a member: its share goes to the others") {
  const Universe u = universe();
  std::vector<Marks> marks = kMarks;
  marks[1] = {kNaN, kNaN, false};
  std::vector<double> n(3, 0.0);
  REQUIRE(Sizing(config(RiskUnit::cs01, 60000), u).size(0, weight(1), marks, n));
  CHECK(n[0] == Approx(1e8));
  CHECK(n[1] == 0);
}

TEST_CASE("what cannot be sized yet is left alone and said") {
  const Universe u = universe();
  const std::vector<Marks> none(3, Marks{kNaN, kNaN, false});
  std::vector<double> n = {1, 2, 3};
  CHECK_FALSE(Sizing(config(RiskUnit::cs01, 1), u).size(0, weight(1), none, n));
  CHECK_FALSE(Sizing(config(RiskUnit::cs01, 1), u).size(4, weight(1), none, n));
  CHECK(n == std::vector<double>{1, 2, 3});
  CHECK(Sizing(config(RiskUnit::cs01, 1), u).size(0, weight(0), none, n));  // flat needs no mark
  CHECK(n == std::vector<double>{0, 0, 3});
}

TEST_CASE("a notional is taken as stated") {
  const Universe u = universe();
  std::vector<double> n(3, 0.0);
  REQUIRE(Sizing(RunConfig{}, u).size(4, {AssetTarget::How::notional, -82066508.3135392}, kMarks, n));
  CHECK(n[2] == -82066508.3135392);
}
