// What looks at nothing it may not is never accused.
#include "catch.hpp"
#include "replay/run_helper.hpp"
#include "study/audit_helper.hpp"

using namespace relval;
using namespace relval::test;

namespace {

const std::vector<std::string> kNone;
const std::vector<std::string> kStrategies = {
    "{name: static_pair, long: a, short: b}", "{name: spread_band, first: a, second: b, window: 10, enter: 1}",
    "{name: divergence_momentum, long: a, short: b, lookback_short: 3, lookback_medium: 5, lookback_long: 8, "
    "volatility_rows: 5, beta_window: 10}",
    "{name: wants_signals, field: spread, minus: slope, series: issuance}"};

// Each part that fails, in words.
std::vector<std::string> faults(const AuditReport& r) {
  std::vector<std::string> out = failed(r);
  for (const AuditPart& p : r.parts)
    if (p.finding) out.push_back(p.finding->stage + ", " + p.finding->input + " of " + p.finding->asset);
  return out;
}

}  // namespace

TEST_CASE("random markets with gaps, losses and ratings raise no alarm") {
  const std::string all = "universe: {rating: [AAA, BBB-], when_outside: sell}\n"
                          "sizing: {unit: cs01, per_leg: 10000, rehedge: {every: week}, no_trade_band: 2%}\n"
                          "valuation: {rolldown: slope_series}\n"
                          "financing: {long_spread_bp: 15, borrow_fee_bp: 30}\nreport: {by_name: true}\n";
  for (std::uint64_t seed = 1; seed <= 4; ++seed)
    for (const std::string& strategy : kStrategies) {
      CAPTURE(seed, strategy);
      CHECK(faults(audit_on(audited_config(strategy, all), audited_market(seed, 0.05))) == kNone);
    }
}

TEST_CASE("fields that become known late raise no alarm") {
  MarketData m = audited_market(7, 0.05);
  m.fields["spread"].info.knowledge_lag = 1;
  m.fields["duration"].info.knowledge_lag = 2;
  for (const std::string& strategy : kStrategies) {
    CAPTURE(strategy);
    CHECK(faults(audit_on(audited_config(strategy), m)) == kNone);
  }
}

TEST_CASE("drifting notionals and legs that are rebalanced raise no alarm") {
  std::string yaml = audited_config(kStrategies[0], "valuation: {notional: drift}\n");
  yaml.replace(yaml.find("[N0, N1, N2]}"), 13, "[N0, N1, N2], weights: {by: dts_equal, rebalance: month}}");
  const AuditReport r = audit_on(yaml, audited_market(3, 0.05));
  CHECK(faults(r) == kNone);
  CHECK(part_of(r, "positions").skipped == "valuation.notional: drift lets positions grow without a trade");
}

TEST_CASE("positions of a file that trade on their own close raise no alarm") {
  const Path file = temporary_file("held.csv", "date,N0,N3\n2020-02-05,1000000,-2000000\n2020-03-04,0,0\n");
  const AuditReport r = audit_on(audited_config("{name: fixed_positions, positions: " + file.string() + "}"),
                                 audited_market(5, 0.05));
  CHECK(faults(r) == kNone);
  CHECK(r.delay_rows == 0);
}

TEST_CASE("an audit compares every row, and says how much it compared") {
  const AuditReport r = audit_on(audited_config(kStrategies[0]), audited_market());
  CHECK(r.rows == 85);  // weekdays from 2020-02-03 to 2020-05-29
  for (const AuditPart& p : r.parts)
    if (p.skipped.empty() && p.group != AuditPart::Group::accounting) CHECK(p.values > r.rows);
  CHECK(part_of(r, "later rows empty").rows == r.rows);
  CHECK(part_of(r, "shorter runs").rows == 21 + 42 + 63 - 3 * 2);  // quarters of the rows, less delay + 1 each
}

TEST_CASE("a part with nothing to compare is skipped, it does not pass") {
  const AuditReport idle = audit_on(audited_config("{name: spread_band, first: a, second: b, window: 10, enter: 100}"),
                                    audited_market());
  CHECK(part_of(idle, "timeline").skipped == "nothing was traded");
  std::string yaml = audited_config("{name: monthly_decile}");
  yaml.replace(yaml.find("to: 2020-05-29"), 14, "to: 2020-02-04");
  const AuditReport brief = audit_on(yaml, audited_market());  // two rows; it decides from its 120th on
  CHECK(brief.rows == 2);
  CHECK(part_of(brief, "asked twice").skipped == "decide() was not asked on any row");
  CHECK(part_of(brief, "shorter runs").skipped == "the run is too short to be ended earlier");
  for (const AuditReport* r : {&idle, &brief}) {
    CHECK(faults(*r) == kNone);
    for (const AuditPart& p : r->parts) {
      CAPTURE(p.name);
      CHECK((p.values > 0) == p.skipped.empty());
    }
  }
}

TEST_CASE("a run that fails by itself is its own error, not a finding") {
  const Path file = temporary_file("row.txt", "10\n");
  CHECK_THROWS_AS(audit_on("name: x\nmarket: {store: x.h5}\nfrom: 2020-02-03\nto: 2020-05-29\n"
                           "legs: {a: {instruments: [N0]}}\nportfolio: {capital: 1000000}\n"
                           "strategy: {name: keeps_count, held: a}\n",
                           audited_market()),
                  Error);  // weights, and no sizing
}
