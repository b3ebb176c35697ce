// The effective config reads back to itself, and the identity keeps exactly what moves a number.
#include "catch.hpp"
#include "config/sample.hpp"

using relval::RunConfig;

namespace {

const char* const kFull = R"(
name: "full: of # traps"
description: |
  two
  lines, with 'quotes' and "more"
market: {store: "data/a b.h5", case: low, sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,
         allow_mixed_sampling: true}
from: "2000-02-29"
to: 2026-01-30
timing: {delay: 3}
universe: {seniority: "no", currency: [USD, "EUR"], tenor_years: [0.25, 1e2], exclude: []}
legs:
  b.leg: {instruments: ["1e3", 010, "null", ~x, "a,b", "[x]", " lead", "é", "-", "10Y", 2025-05-01]}
  a-leg: {parents: [P], issuers: I, sector_l1: S1, sector_l2: S2, sector_l3: [S3, yes], exclude: [Q, P]}
strategy: {name: plug_in, zeta: 0x10, alpha: 1.50, mode: "true", text: "it's: #1", empty_like: "~", number: -1e-9}
sizing: {unit: dts, per_leg: 1.25e6, per_leg_in: notional, reference_leg: b.leg,
         rehedge: {every: quarter, beyond: 1.1%}}
portfolio: {capital: 1e15}
costs: {default: {half_spread_share: 0.1%}, a-leg: {half_spread_floor_bp: 0.0000001}, b.leg: {}}
financing: {long_spread_bp: -3.5, borrow_fee_bp: 30, haircut: 1, haircut_spread_bp: 40}
valuation: {total: returns, carry_basis: 30/360, rolldown: slope_series, notional: drift, convexity: index}
breaks:
  - {date: 2025-06-30, instruments: [x, "1"], change_bp: -0}
  - date: 2025-09-30
stale: {max_rows: 0, on_breach: fail}
periods_per_year: 251.6
report: {by_name: true, fail_on: [residual]}
)";

RunConfig good(const std::string& text) {
  RunConfig config;
  const auto problems = sample::read(text, config);
  INFO(text << "\n" << problems.render());
  REQUIRE(problems.empty());
  return config;
}

}  // namespace

TEST_CASE("the effective config reads back to the same config and the same text") {
  std::vector<std::string> texts = {kFull, sample::kGood};
  for (const char* drop : {"timing: {delay: 1d}\n", "  rehedge: {every: month, beyond: 5%}\n", "    exclude: [Z]\n",
                           "universe: {currency: USD, tenor_years: [5, 12]}\n", "stale: {max_rows: 3}\n"})
    texts.push_back(sample::replaced(sample::kGood, drop, ""));
  texts.push_back(sample::replaced(sample::kGood, "sizing:\n  unit: cs01\n  per_leg: 75000\n  rehedge", "# no sizing"));
  for (const std::string& text : texts) {
    const RunConfig first = good(text);
    const std::string effective = relval::effective_config(first);
    const RunConfig second = good(effective);
    CHECK(relval::effective_config(second) == effective);
    CHECK(relval::config_identity(second) == relval::config_identity(first));
  }
}

TEST_CASE("values survive the round trip one by one") {
  const RunConfig c = good(relval::effective_config(good(kFull)));
  CHECK(c.name == "full: of # traps");
  CHECK(c.description == "two\nlines, with 'quotes' and \"more\"\n");
  CHECK(c.from.value == relval::make_date(2000, 2, 29));
  CHECK(c.timing.delay == 3);
  CHECK_FALSE(c.timing.in_days);
  CHECK(c.universe.filter.seniority.at(0).value == "no");
  CHECK(c.universe.filter.tenor_years == std::pair(0.25, 100.0));
  REQUIRE(c.legs.size() == 2);
  CHECK(c.legs[0].name == "b.leg");  // in the order written
  std::vector<std::string> names;
  for (const auto& text : c.legs[0].filter.instruments) names.push_back(text.value);
  CHECK(names == std::vector<std::string>{"1e3", "010", "null", "~x", "a,b", "[x]", " lead", "é", "-", "10Y",
                                          "2025-05-01"});
  CHECK(c.strategy.parameters.at("zeta").value == "0x10");
  CHECK(c.strategy.parameters.at("alpha").value == "1.50");
  CHECK(c.strategy.parameters.at("empty_like").value == "~");
  CHECK(c.sizing.per_leg == 1.25e6);
  CHECK(c.sizing.per_leg_in == relval::RiskUnit::notional);
  CHECK(c.sizing.rehedge_beyond == 0.011);
  CHECK(c.portfolio.capital == 1e15);
  CHECK(c.costs.at("a-leg").half_spread_floor_bp == 1e-7);
  CHECK(c.costs.count("b.leg") == 1);
  CHECK(c.valuation.carry_basis == relval::CarryBasis::thirty360);
  CHECK(c.valuation.rolldown);
  CHECK(c.breaks.at(0).instruments.at(1).value == "1");
  CHECK(c.stale.fail);
  CHECK(c.periods_per_year->value == 251.6);
}

TEST_CASE("the effective config of the sample, whole") {
  CHECK(relval::effective_config(good(sample::kGood)) == R"(name: pair
market:
  store: data/a.h5
  allow_mixed_sampling: false
from: 2025-05-01
to: 2026-01-30
timing:
  delay: 1d
universe:
  currency: [USD]
  tenor_years: [5, 12]
  when_outside: hold_to_month_end
legs:
  long_leg:
    instruments: [A, B]
    role: traded
    allow_overlap: false
    weights:
      by: equal
      cap: 1
      rebalance: month
  short_leg:
    parents: [X, "Y"]
    exclude: [Z]
    role: traded
    allow_overlap: false
    weights:
      by: equal
      cap: 1
      rebalance: month
strategy:
  name: static_pair
  long: long_leg
  short: short_leg
sizing:
  unit: cs01
  per_leg: 75000
  per_leg_in: cs01
  rehedge:
    every: month
    beyond: 0.05
  no_trade_band: 0
  beta:
    method: ols
    window: 120
    lambda: 0.97
    changes: absolute
    min_rows: 60
portfolio:
  capital: 100000000
  capital_means: allocated
costs:
  default:
    half_spread_floor_bp: 1.5
    half_spread_share: 0.015
  long_leg:
    half_spread_floor_bp: 0.75
    half_spread_share: 0
financing:
  long_spread_bp: 0
  borrow_fee_bp: 0
  haircut: 0.05
  haircut_spread_bp: 0
valuation:
  total: taylor
  carry_basis: act365
  rolldown: none
  notional: constant
  convexity: field
stale:
  max_rows: 3
  on_breach: finding
periods_per_year: 252
report:
  by_name: true
  seeds: 0
)");
}

TEST_CASE("the identity ignores how a config is written and what moves no number") {
  const std::string identity = relval::config_identity(good(sample::kGood));
  const auto other = [&](const char* from, const char* to) {
    return relval::config_identity(good(sample::replaced(sample::kGood, from, to)));
  };
  CHECK(identity.find("store") == identity.npos);
  CHECK(other("name: pair", "# comment\nname: 'another'\ndescription: words") == identity);
  CHECK(other("data/a.h5", "/elsewhere/b.h5, sha256: "
                           "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef") == identity);
  CHECK(other("capital: 100000000", "capital: 1e8") == identity);
  CHECK(other("beyond: 5%", "beyond: 0.05") == identity);
  const auto window = [&](const char* text) {
    return relval::config_identity(good(sample::replaced(sample::kGood, "strategy: {", std::string("strategy: {n: ") +
                                                                    text + ", ")));
  };
  CHECK(window("2") == window("2.0"));
  CHECK(window("2") == window("2e0"));
  CHECK(window("2") != window("2.5"));
  CHECK(window("6m") != window("6"));
  CHECK(other("unit: cs01", "per_leg_in: cs01\n  unit: cs01") == identity);

  CHECK(other("capital: 100000000", "capital: 100000001") != identity);
  CHECK(other("store: data/a.h5", "store: data/a.h5, allow_mixed_sampling: true") != identity);
  CHECK(other("delay: 1d", "delay: 1") != identity);
  CHECK(other("long: long_leg", "long: long_leg, entry: 1") != identity);
  CHECK(other("exclude: [Z]", "exclude: []") != identity);
}

TEST_CASE("the name is the file's where none is given") {
  const sample::File file(sample::replaced(sample::kGood, "name: pair\n", ""), "my_run.yaml");
  const RunConfig config = relval::read_run_config(file.path);
  CHECK(config.name == "my_run");
  CHECK(config.file == file.path);
  CHECK(config.cost_places.at("long_leg").line == 19);
  CHECK(config.legs[1].place.line == 8);
}
