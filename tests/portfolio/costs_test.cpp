#include "portfolio/costs.hpp"

#include "catch.hpp"

using namespace relval;

TEST_CASE("a half-spread is the larger of the floor and the share of the spread") {
  const CostConfig c{0.75, 0.01};
  CHECK(half_spread_bp(c, 84) == Approx(0.84));
  CHECK(half_spread_bp(c, 40) == 0.75);
}

TEST_CASE("the cost of a trade is its size times duration times the half-spread, whichever way it goes") {
  // The entry of leg A in tests/reference/pair_pnl_example: 100m at D 6.91 and 84 bp, 1 % of spread: -58,044.
  CHECK(trade_cost(100e6, 6.91, 0.84) == Approx(-58044).margin(1e-7));
  CHECK(trade_cost(-100e6, 6.91, 0.84) == trade_cost(100e6, 6.91, 0.84));
  CHECK(trade_cost(0, 6.91, 0.84) == 0);
}

TEST_CASE("a leg pays its own costs where the config states them, else the default") {
  RunConfig config;
  config.costs["default"] = {1.5, 0.015};
  config.costs["b"] = {0.5, 0};
  const auto by_leg = costs_by_leg(config, {"a", "b"});
  CHECK(by_leg[0].half_spread_floor_bp == 1.5);
  CHECK(by_leg[1].half_spread_floor_bp == 0.5);
  CHECK(by_leg[1].half_spread_share == 0);
  CHECK(costs_by_leg(RunConfig{}, {"a"})[0].half_spread_floor_bp == 0);
}

TEST_CASE("a leg that states its half-spread and no stress multiple has that of default") {
  RunConfig config;
  config.costs["default"] = {1.5, 0.015, 3.0};
  config.costs["b"] = {0.5, 0};
  config.costs["c"] = {0.5, 0, 1.0};
  const auto by_leg = costs_by_leg(config, {"a", "b", "c"});
  CHECK(by_leg[0].stress_multiple == 3.0);
  CHECK(by_leg[1].stress_multiple == 3.0);
  CHECK(by_leg[1].half_spread_floor_bp == 0.5);
  CHECK(by_leg[2].stress_multiple == 1.0);  // its own: no stress
  config.costs.erase("default");
  CHECK_FALSE(costs_by_leg(config, {"b"})[0].stress_multiple.has_value());
}
