// weights_file: what a file states is held from the next close until the asset's next weight.
#include "base/error.hpp"
#include "catch.hpp"
#include "replay/run_helper.hpp"

using namespace relval;
using namespace relval::test;

namespace {

// Monday 2025-11-17 to Friday 2025-11-28; every spread and duration is flat.
MarketData market() {
  return MarketBuilder(make_date(2025, 11, 17), 10)
      .instrument("P").instrument("Q").instrument("R")
      .field("spread", "bp", {{100}, {100}, {100}}).field("duration", "years", {{5}, {10}, {4}}).build();
}

std::string config(const std::string& csv) {
  return "name: w\nmarket: {store: x.h5}\nfrom: 2025-11-17\nto: 2025-11-28\n"
         "legs: {a: {instruments: [P, Q]}, b: {instruments: [R]}}\n"
         "strategy: {name: weights_file, weights: " + temporary_file("weights.csv", csv).string() + "}\n"
         "sizing: {unit: cs01, per_leg: 1000}\nportfolio: {capital: 1000000}\n";
}

std::string refusal(const std::string& csv) {
  try {
    plan_on(config(csv), market());
  } catch (const Error& e) {
    return e.what();
  }
  return "planned";
}

}  // namespace

TEST_CASE("weights last until the next stated one and are sized as the config says") {
  // CS01 of 1,000 a weight of 1: over a's two names by equal notional, 1000 / ((5 + 10) 1e-4) each; R 1000 / 4e-4.
  const RunResult r = run_on(config("date,a,R\n"
                                    "2025-11-18,1,-0.5\n"
                                    "2025-11-20,,-2\n"
                                    "2025-11-25,0,\n"), market());
  const double a = 1000 / 15e-4, b = 1000 / 4e-4;
  const double p_and_q[] = {0, 0, a, a, a, a, a, 0, 0, 0};
  const double own[] = {0, 0, -0.5 * b, -0.5 * b, -2 * b, -2 * b, -2 * b, -2 * b, -2 * b, -2 * b};
  for (std::size_t t = 0; t < 10; ++t) {
    INFO("row " << t);
    CHECK(r.positions[t * 3] == Approx(p_and_q[t]).margin(1e-9));
    CHECK(r.positions[t * 3 + 1] == Approx(p_and_q[t]).margin(1e-9));
    CHECK(r.positions[t * 3 + 2] == Approx(own[t]).margin(1e-9));
  }
  CHECK(r.trades.size() == 6);  // P and Q twice, R twice
  CHECK(r.delay_rows == 1);
  REQUIRE(r.strategy_inputs.size() == 1);  // the file's bytes are part of the run's identity
}

TEST_CASE("the layout date,asset,weight says the same") {
  const RunResult wide = run_on(config("date,a,R\n2025-11-18,1,-0.5\n2025-11-20,0,-2\n"), market());
  const RunResult tall = run_on(
      config("date,asset,weight\n2025-11-20,R,-2\n2025-11-18,a,1\n2025-11-18,R,-0.5\n2025-11-20,a,0\n"), market());
  CHECK(wide.positions == tall.positions);
}

TEST_CASE("dates, assets and numbers that are none are said with their places") {
  const std::string text = refusal("date,a,S\n"
                                   "2025-11-18,one,1\n"
                                   "2025-11-22,1,1\n"
                                   "2025-11-2x,1,1\n"
                                   "2025-12-05,1,1\n");
  CHECK_THAT(text, Catch::Contains("weights.csv:1:8: no leg or instrument 'S' in this run"));
  CHECK_THAT(text, Catch::Contains("weights.csv:2:12: expected a number, found 'one'"));
  CHECK_THAT(text, Catch::Contains("weights.csv:3:1: 2025-11-22 is not a date of the store"));
  CHECK_THAT(text, Catch::Contains("weights.csv:4:1: expected a date YYYY-MM-DD, found '2025-11-2x'"));
  CHECK_THAT(text, Catch::Contains("weights.csv:5:1: 2025-12-05 lies outside the run, from 2025-11-17 to 2025-11-28"));
  CHECK_THAT(refusal("date,a\n"), Catch::Contains("the table states no value"));
}

TEST_CASE("weights without sizing are refused at the strategy's name") {
  std::string yaml = config("date,a\n2025-11-18,1\n");
  yaml.replace(yaml.find("sizing: {unit: cs01, per_leg: 1000}\n"), 36, "");
  CHECK_THROWS_WITH(run_on(yaml, market()), Catch::Contains("states weights, and the config has no 'sizing'"));
}
