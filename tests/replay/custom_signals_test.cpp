// Signals that a plugin works out itself, as a run sees them.
#include <algorithm>

#include "base/error.hpp"
#include "catch.hpp"
#include "replay/run_helper.hpp"

using namespace relval;
using namespace relval::test;

namespace {

constexpr int kRows = 30;

// A rises and falls, B is flat; weekdays are of no matter.
MarketData wave() {
  std::vector<std::string> dates;
  std::vector<double> a;
  for (int i = 0; i < kRows; ++i) {
    dates.push_back("2024-02-" + std::string(i < 9 ? "0" : "") + std::to_string(i + 1));
    if (i == 28) break;
    a.push_back(100 + (i < 15 ? i : 30 - 1.5 * i));
  }
  dates.pop_back();
  return MarketBuilder(dates).instrument("A").instrument("B")
      .field("spread", "bp", {a, {80}}).field("duration", "years", {{5}, {8}}).build();
}

std::string config(const std::string& strategy) {
  return "market: {store: x.h5}\nfrom: 2024-02-01\nto: 2024-02-28\n"
         "legs: {a: {instruments: [A]}, b: {instruments: [B]}}\n"
         "sizing: {unit: cs01, per_leg: 10000}\nportfolio: {capital: 10000000}\nstrategy: " + strategy + "\n";
}

const std::vector<Path> kPlugins = {Path(RELVAL_BINARY_DIR) / "tests" / "plugins"};

std::string error_of(int what) {
  try {
    run_on(config("{name: custom_signals, long: a, what: " + std::to_string(what) + "}"), wave(), kPlugins);
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::strategy);
    return e.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a signal of the plugin's own is stepped row by row, and recorded under its name and parameters") {
  const MarketData market = wave();
  const RunResult r = run_on(config("{name: custom_signals, long: a}"), market, kPlugins);
  const auto found = std::find_if(r.signals.begin(), r.signals.end(),
                                  [](const RecordedSignal& s) { return s.text == "rise(spread@a; 0.5)"; });
  REQUIRE(found != r.signals.end());
  double low = 100;
  for (std::size_t t = 0; t < r.rows(); ++t) {
    const double x = 100 + (t < 15 ? static_cast<double>(t) : 30 - 1.5 * static_cast<double>(t));
    low = t == 0 ? x : std::min(x, low + 0.5);
    CHECK(found->values[t] == Approx(x - low).margin(1e-12));
  }
  CHECK(r.trades.size() >= 2);  // in and out
  CHECK(run_on(config("{name: custom_signals, long: a}"), market, kPlugins, 1).trades.size() == r.trades.size());
}

TEST_CASE("a longer warm-up of a signal of one's own is loaded before the run") {
  const RunPlan plan = plan_on(config("{name: custom_signals, long: a}"), wave(), kPlugins);
  std::int64_t most = 0;
  for (std::size_t i = 0; i < plan.strategy.signals.nodes().size(); ++i)
    most = std::max(most, plan.strategy.signals.warm_up(static_cast<std::int32_t>(i)));
  CHECK(most == 10);
}

TEST_CASE("what is wrong with a signal of one's own is told with the strategy, the date and the text") {
  CHECK(error_of(1) ==
        "custom_signals 2024-02-20: signal wrong: the twentieth\n  the fault is in the strategy; nothing was written");
  CHECK_THAT(error_of(2), Catch::Contains("custom_signals") && Catch::Contains("rounding"));
  CHECK_THAT(error_of(3), Catch::Contains("rise: 5 inputs, expected 1 to 4"));
  CHECK_THAT(error_of(4), Catch::Contains("custom: a name of a-z, 0-9 and _ was expected, found 'a b'"));
  CHECK_THAT(error_of(5), Catch::Contains("rise: a warm-up of -1 rows, expected at least 0"));
}
