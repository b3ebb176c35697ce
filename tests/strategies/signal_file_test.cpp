// signal_file: a stated score enters, keeps, turns and leaves a pair; dates between two scores change nothing.
#include "base/error.hpp"
#include "catch.hpp"
#include "replay/run_helper.hpp"

using namespace relval;
using namespace relval::test;

namespace {

MarketData market() {  // Monday 2025-11-17 on
  return MarketBuilder(make_date(2025, 11, 17), 15)
      .instrument("P").instrument("Q")
      .field("spread", "bp", {{100}, {100}}).field("duration", "years", {{5}, {10}}).build();
}

std::string config(const std::string& csv, const std::string& more = "") {
  return "name: s\nmarket: {store: x.h5}\nfrom: 2025-11-17\nto: 2025-12-05\n"
         "legs: {a: {instruments: [P]}, b: {instruments: [Q]}}\n"
         "strategy: {name: signal_file, long: a, short: b, signals: " + temporary_file("s.csv", csv).string() + more +
         "}\nsizing: {unit: cs01, per_leg: 1000}\nportfolio: {capital: 1000000}\n";
}

}  // namespace

TEST_CASE("a stated score enters at the next close, keeps its side between dates, turns and leaves") {
  // 18th: 1.9 is below enter; 19th: 2 enters; 24th: 0.6 keeps; 26th: -3 turns; 2nd: 0.5 is within exit.
  const RunResult r = run_on(config("date,a\n2025-11-18,1.9\n2025-11-19,2\n2025-11-24,0.6\n2025-11-26,-3\n"
                                    "2025-12-02,-0.5\n"), market());
  const double p = 1000 / 5e-4, q = 1000 / 10e-4;
  const int side[] = {0, 0, 0, 1, 1, 1, 1, 1, -1, -1, -1, -1, 0, 0, 0};
  for (std::size_t t = 0; t < 15; ++t) {
    INFO("row " << t);
    CHECK(r.positions[2 * t] == Approx(side[t] * p).margin(1e-9));
    CHECK(r.positions[2 * t + 1] == Approx(-side[t] * q).margin(1e-9));
  }
}

TEST_CASE("a stop and a time limit end what a score began") {
  const RunResult stopped = run_on(config("date,a\n2025-11-18,2\n2025-11-20,5\n", ", stop: 4"), market());
  CHECK(stopped.positions[2 * 3] > 0);
  CHECK(stopped.positions[2 * 4] == 0);
  const RunResult limited = run_on(config("date,a\n2025-11-18,2\n", ", max_hold_days: 3"), market());
  CHECK(limited.positions[2 * 2] > 0);
  CHECK(limited.positions[2 * 14] == 0);
}

TEST_CASE("a score in no column of long, and a pair of one asset, are refused") {
  CHECK_THROWS_WITH(plan_on(config("date,c\n2025-11-18,2\n"), market()),
                    Catch::Contains("no leg or instrument 'c' in this run"));
  std::string yaml = config("date,a\n2025-11-18,2\n");
  yaml.replace(yaml.find("short: b"), 8, "short: a");
  CHECK_THROWS_WITH(plan_on(yaml, market()), Catch::Contains("they would cancel"));
}
