// What a plugin reads or answers wrongly in decide() is refused with the date, the asset where there is one, and a
// text.
#include "base/error.hpp"
#include "catch.hpp"
#include "replay/run_helper.hpp"

using namespace relval;
using namespace relval::test;

namespace {

// The error of a run of the plugin on two days; empty where it went through.
std::string error_of(const std::string& strategy) {
  const MarketData market = MarketBuilder({"2025-11-19", "2025-11-20", "2025-11-21"})
                                .instrument("A")
                                .instrument("B")
                                .field("spread", "bp", {{100}, {80}})
                                .field("duration", "years", {{5}, {8}})
                                .build();
  const std::string config =
      "market: {store: x.h5}\nfrom: 2025-11-19\nto: 2025-11-21\nlegs: {a: {instruments: [A]}, b: {instruments: [B]}}\n"
      "sizing: {unit: cs01, per_leg: 10000}\nportfolio: {capital: 10000000}\nstrategy: " +
      strategy + "\n";
  try {
    run_on(config, market, {Path(RELVAL_BINARY_DIR) / "tests" / "plugins"});
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::strategy);
    return e.what();
  }
  return "";
}

std::string bad_decide(int what) {
  return error_of("{name: bad_decide, asset: b, what: " + std::to_string(what) + "}");
}

constexpr const char* kEnd = "\n  the fault is in the strategy; nothing was written";

}  // namespace

TEST_CASE("what setup() never assigned cannot be read or held") {
  CHECK(bad_decide(0).empty());
  CHECK(bad_decide(1) == std::string("bad_decide 2025-11-19: a Signal that setup() did not assign") + kEnd);
  CHECK(bad_decide(2) == std::string("bad_decide 2025-11-19: an Asset that setup() did not assign") + kEnd);
  CHECK(bad_decide(3) ==
        std::string("bad_decide 2025-11-19: value() of a signal that has a value for each asset: at() takes an Asset") +
            kEnd);
  CHECK(bad_decide(4) == std::string("bad_decide 2025-11-19: an Asset that setup() did not assign") + kEnd);
  CHECK(bad_decide(5) ==
        std::string("bad_decide 2025-11-19: a target for an Asset that setup() did not assign") + kEnd);
}

TEST_CASE("a target that is no number, infinite or absurd is refused with its asset") {
  CHECK(bad_decide(6) == std::string("bad_decide 2025-11-19 b: a finite target was expected, found nan") + kEnd);
  CHECK(bad_decide(7) == std::string("bad_decide 2025-11-19 b: a finite target was expected, found -inf") + kEnd);
  CHECK(bad_decide(8) ==
        std::string("bad_decide 2025-11-19 b: a weight within 1e+06 was expected, found 1e+07") + kEnd);
  CHECK(bad_decide(9) ==
        std::string("bad_decide 2025-11-19 b: a notional within 1e+11 was expected, found -1e+13") + kEnd);
  CHECK(error_of("{name: bad_target_kind}") ==
        std::string("bad_target_kind 2025-11-19 a: a target of kind 0, 1 or 2 was expected, found 7") + kEnd);
}
