// `--set key.path=value` on the command line.
#include "catch.hpp"
#include "config/sample.hpp"

using relval::Override;
using relval::RunConfig;

namespace {

RunConfig with(const std::vector<Override>& overrides) {
  const sample::File file(sample::kGood);
  return relval::read_run_config(file.path, overrides);
}

std::string refusal(const std::vector<Override>& overrides) {
  try {
    with(overrides);
  } catch (const relval::Error& e) {
    CHECK(e.exit_code() == 2);
    return e.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("an override replaces a value") {
  CHECK(with({{"sizing.unit", "dts"}}).sizing.unit == relval::RiskUnit::dts);
  CHECK(with({{"sizing.unit", "dts"}}).sizing.per_leg_in == relval::RiskUnit::dts);
  CHECK(with({{"to", "2025-12-31"}}).to.value == relval::make_date(2025, 12, 31));
  CHECK(with({{"sizing.rehedge.beyond", "7%"}}).sizing.rehedge_beyond == 0.07);
  CHECK(with({{"timing.delay", "2"}}).timing.delay == 2);
  CHECK(with({{"name", "'a: b'"}}).name == "a: b");
}

TEST_CASE("an override of a list takes flow style, one text or the empty list") {
  CHECK(with({{"legs.short_leg.exclude", "[]"}}).legs[1].filter.exclude.empty());
  CHECK(with({{"legs.short_leg.exclude", "ORCL"}}).legs[1].filter.exclude[0].value == "ORCL");
  CHECK(with({{"legs.short_leg.parents", "[P, Q, R]"}}).legs[1].filter.parents.size() == 3);
}

TEST_CASE("an override creates what is not there") {
  const RunConfig config = with({{"legs.third.instruments", "[C]"},
                                 {"costs.short_leg.half_spread_share", "2%"},
                                 {"strategy.entry_z", "1.5"},
                                 {"breaks", "[{date: 2025-06-30}]"},
                                 {"market.allow_mixed_sampling", "true"}});
  REQUIRE(config.legs.size() == 3);
  CHECK(config.legs[2].name == "third");
  CHECK(config.costs.at("short_leg").half_spread_share == 0.02);
  CHECK(config.strategy.parameters.at("entry_z").value == "1.5");
  CHECK(config.strategy.parameters.at("entry_z").place.file == "--set strategy.entry_z=1.5");
  CHECK(config.breaks.size() == 1);
  CHECK(config.market.allow_mixed_sampling);
}

TEST_CASE("the last override of a key wins") {
  CHECK(with({{"periods_per_year", "12"}, {"periods_per_year", "52"}}).periods_per_year->value == 52);
}

TEST_CASE("an override mends a fault of the file") {
  const sample::File file(sample::replaced(sample::kGood, "unit: cs01", "unit: csO1"));
  CHECK(relval::read_run_config(file.path, {{"sizing.unit", "cs01"}}).sizing.unit == relval::RiskUnit::cs01);
}

TEST_CASE("a leg's name may hold dots") {
  const sample::File file(sample::replaced(sample::kGood, "  long_leg: {instruments: [A, B]}",
                                           "  long_leg: {instruments: [A, B]}\n  us.ig: {instruments: [C]}"));
  const RunConfig config = relval::read_run_config(
      file.path, {{"legs.us.ig.exclude", "D"}, {"costs.us.ig.half_spread_share", "1%"}});
  REQUIRE(config.legs.size() == 3);
  CHECK(config.legs[1].filter.exclude[0].value == "D");
  CHECK(config.costs.at("us.ig").half_spread_share == 0.01);
}

TEST_CASE("a wrong override is shown as it was typed") {
  CHECK(refusal({{"sizing.unit", "csO1"}}) ==
        "--set sizing.unit=csO1: 'unit' expects one of notional, cs01, dts, vol, pair_beta, market_beta, found 'csO1'\n"
        "  did you mean 'cs01'?");
  CHECK(refusal({{"sizing.unti", "cs01"}}) ==
        "--set sizing.unti=cs01: unknown key 'sizing.unti'\n  did you mean 'unit'?");
  CHECK(refusal({{"szing.unit", "cs01"}}) == "--set szing.unit=cs01: unknown key 'szing'\n  did you mean 'sizing'?");
  CHECK(refusal({{"legs.short_leg.exlude", "A"}}) ==
        "--set legs.short_leg.exlude=A: unknown key 'legs.short_leg.exlude'\n  did you mean 'exclude'?");
  CHECK(refusal({{"costs.shrt_leg.half_spread_share", "1%"}}) ==
        "--set costs.shrt_leg.half_spread_share=1%: costs for 'shrt_leg', which is not a leg\n"
        "  did you mean 'short_leg'?");
  CHECK(refusal({{"from.x", "1"}}) ==
        "--set from.x=1: unknown key 'from.x'\n  'from' is one value, without keys of its own");
  CHECK(refusal({{"breaks.0.date", "2025-06-30"}}) ==
        "--set breaks.0.date=2025-06-30: 'breaks' is a list\n  set the whole list: breaks=[{...}]");
  CHECK(refusal({{"portfolio.capital", ""}}) ==
        "--set portfolio.capital=: no value\n  write '' for an empty text");
  CHECK(refusal({{"portfolio.capital", "010"}}) ==
        "--set portfolio.capital=010: 'capital' expects a number (currency), found '010'\n"
        "  a leading zero can mean octal; write 10");
  CHECK(refusal({{"legs.short_leg.exclude", "[A"}}) ==
        "--set legs.short_leg.exclude=[A: not valid YAML: end of sequence flow not found\n"
        "  a '[' is not closed, or a comma is missing");
  CHECK(refusal({{"", "1"}}).find("--set =1: unknown key ''") == 0);
  CHECK(refusal({{"legs", "{}"}}) == "--set legs={}: 'legs' is empty\n  give at least one leg");
}

TEST_CASE("overrides are checked even where the file cannot be read") {
  const sample::File file("name: [x\n");
  CHECK_THROWS_WITH(relval::read_run_config(file.path, {{"nam", "y"}}),
                    Catch::Contains("not valid YAML") && Catch::Contains("--set nam=y: unknown key 'nam'"));
}
