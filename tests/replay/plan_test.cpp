// What a plan refuses before a value is read.
#include "base/error.hpp"
#include "base/text.hpp"
#include "catch.hpp"
#include "replay/run_helper.hpp"

using namespace relval;
using namespace relval::test;

namespace {

MarketData market_in(const std::vector<std::string>& currencies) {
  MarketBuilder b({"2025-11-19", "2025-11-20", "2025-11-21", "2025-11-24", "2025-11-25"});
  b.instrument("A").instrument("B").field("spread", "bp", {{100}, {80}}).field("duration", "years", {{5}, {8}});
  if (!currencies.empty()) b.market().instruments.text["currency"] = currencies;
  return b.build();
}

const std::string kPair = R"(market: {store: x.h5}
from: 2025-11-19
to: 2025-11-25
legs:
  a: {instruments: [A]}
  b: {instruments: [B]}
strategy: {name: static_pair, long: a, short: b}
sizing: {unit: cs01, per_leg: 10000}
portfolio: {capital: 10000000}
)";

// The message without the folder of the config; empty: no fault.
std::string fault_of(const std::string& yaml, const MarketData& market) {
  try {
    plan_on(yaml, market);
    return "";
  } catch (const Error& e) {
    const std::string text = e.what();
    return text.substr(text.find("config.yaml"));
  }
}

}  // namespace

TEST_CASE("a delay as long as the run is refused before anything is read") {
  CHECK(fault_of(kPair + "timing: {delay: 5}\n", market_in({})) ==
        "config.yaml:10:9: the delay is 5 rows, the run has 5: nothing would trade\n"
        "  10 | timing: {delay: 5}\n"
        "     |         ^\n"
        "  shorten the delay, or move from and to");
  CHECK(fault_of(kPair + "timing: {delay: 4}\n", market_in({})) == "");
}

TEST_CASE("legs in two currencies are refused, not summed") {
  CHECK(fault_of(kPair, market_in({"USD", "EUR"})) ==
        "config.yaml:6:6: leg 'a' holds A in USD, leg 'b' holds B in EUR\n"
        "  6 |   b: {instruments: [B]}\n"
        "    |      ^\n"
        "  P&L of two currencies is not summed until FX works: narrow with currency: USD");
  CHECK(fault_of(kPair, market_in({"", "EUR"})) ==
        "config.yaml:6:6: leg 'a' holds A of no stated currency, leg 'b' holds B in EUR\n"
        "  6 |   b: {instruments: [B]}\n"
        "    |      ^\n"
        "  P&L of two currencies is not summed: state 'currency' of both in the store");
  CHECK(fault_of(kPair, market_in({"EUR", "EUR"})) == "");
  CHECK(fault_of(kPair, market_in({"", ""})) == "");
  CHECK(fault_of(kPair, market_in({})) == "");
}
