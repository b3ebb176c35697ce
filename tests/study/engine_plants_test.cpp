// Lookaheads planted into the engine (planted_engine.hpp): each is found with its stage, day and asset. The run's rows
// are weekdays from Monday 2020-02-03, row 23 of the market.
#include "catch.hpp"
#include "replay/run_helper.hpp"
#include "study/audit_helper.hpp"
#include "study/planted_engine.hpp"

using namespace relval;
using namespace relval::test;

namespace {

constexpr const char* kBand = "{name: spread_band, first: N0, second: N3, window: 10, enter: 1}";
constexpr const char* kPair = "{name: static_pair, long: a, short: b}";
constexpr const char* kRating = "universe: {rating: [AAA, BBB-], when_outside: sell}\n";

struct Found {
  std::string date, stage, asset, input;
  bool operator==(const Found&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Found& f) {
  return out << f.date << " | " << f.stage << " | " << f.asset << " | " << f.input;
}

Found found(const AuditReport& r, const std::string& part) {
  const auto& f = part_of(r, part).finding;
  return f ? Found{to_iso(f->date), f->stage, f->asset, f->input} : Found{};
}

// What is found with the plant; without it the audit passes.
AuditReport planted_audit(Plant plant, const std::string& yaml, const MarketData& market = audited_market()) {
  CHECK(failed(audit_on(yaml, market)).empty());
  const Planted planted(plant);
  return audit_on(yaml, market);
}

}  // namespace

TEST_CASE("a signal that reads tomorrow's row is found on the run's first day") {
  const AuditReport r = planted_audit(Plant::field_of_tomorrow, audited_config(kBand));
  for (const char* part : {"later rows empty", "later rows noise"})
    CHECK(found(r, part) == Found{"2020-02-03", "signal", "N0", "spread"});
  // Ended earlier, the run's last row has no tomorrow; that row is not compared, and the audit still fails.
  CHECK_FALSE(r.passed());
}

TEST_CASE("a signal less its mean over the whole run is found by every way to look") {
  const AuditReport r = planted_audit(Plant::demeaned_over_all_rows, audited_config(kBand));
  for (const char* part : {"later rows empty", "later rows noise", "shorter runs"})
    CHECK(found(r, part) == Found{"2020-02-03", "signal", "N0", "spread"});
}

TEST_CASE("a series used from its date instead of known_at is found on the first date it is of") {
  const std::string yaml = audited_config("{name: wants_signals, field: spread, minus: slope, series: issuance}");
  const AuditReport r = planted_audit(Plant::series_by_its_dates, yaml);
  // Values are of rows 0, 10, 20, 30 ... and known three rows later: row 30 is the first of the run, 2020-02-12.
  for (const char* part : {"later rows empty", "later rows noise"})
    CHECK(found(r, part) == Found{"2020-02-12", "signal", "", "series(issuance)"});
}

TEST_CASE("a table's line used a row early is found on the row before its date") {
  const Path file = temporary_file("weights.csv", "date,a,b\n2020-02-05,1,-1\n2020-03-02,0,0\n");
  const std::string yaml = audited_config("{name: weights_file, weights: " + file.string() + "}");
  const AuditReport r = planted_audit(Plant::table_of_tomorrow, yaml);
  for (const char* part : {"later rows empty", "later rows noise"})
    CHECK(found(r, part) == Found{"2020-02-04", "signal", "a", "table(weights)"});
}

TEST_CASE("sizes worked out with tomorrow's marks are found before anything is sized") {
  const AuditReport r = planted_audit(Plant::marks_of_tomorrow, audited_config(kPair));
  // Empty rows leave the last quote carried: the quote itself is what differs first.
  CHECK(found(r, "later rows empty") == Found{"2020-02-03", "sizing", "N0", "spread known"});
  CHECK(found(r, "later rows noise") == Found{"2020-02-03", "sizing", "N0", "spread known"});
}

TEST_CASE("a hedge ratio that knows tomorrow's change is found in the sizes") {
  const std::string yaml = audited_config(kPair, "sizing: {unit: vol, per_leg: 10000, per_leg_in: cs01, "
                                                 "reference_leg: a, beta: {window: 15, min_rows: 5}}\n");
  const AuditReport r = planted_audit(Plant::volatility_of_tomorrow, yaml);
  for (const char* part : {"later rows empty", "later rows noise"})
    CHECK(found(r, part) == Found{"2020-02-03", "sizing", "N3", "notional wanted"});
}

TEST_CASE("a leg's members a row early are found on the row before they change") {
  const AuditReport r = planted_audit(Plant::members_of_tomorrow, audited_config(kPair, kRating));
  // N1 is rated BB from row 60 on, which is known on row 61, 2020-03-26: the composition of that row is seen on 60.
  // While a row is covered, nobody is a member of its legs yet: found at once.
  CHECK(found(r, "later rows empty") == Found{"2020-02-03", "universe", "N0", "weight in a"});
}

TEST_CASE("ratings taken on their own day are found where a name leaves its leg") {
  const AuditReport r = planted_audit(Plant::ratings_backfilled, audited_config(kPair, kRating));
  // Ratings are carried: covered ones leave everybody in. Row 60 (2020-03-25) is the first whose own rating decides.
  CHECK(found(r, "later rows empty") == Found{"2020-03-25", "universe", "N1", "weight in a"});
  CHECK(found(r, "later rows noise").stage == "universe");
}

TEST_CASE("a cost charged at tomorrow's spread is found on the first trade") {
  const AuditReport r = planted_audit(Plant::cost_of_tomorrow, audited_config(kPair));
  // Decided on the first close, traded on the next.
  for (const char* part : {"later rows empty", "later rows noise"})
    CHECK(found(r, part) == Found{"2020-02-04", "cost", "N0", "half-spread"});
}

TEST_CASE("an order that trades before its delay is over is found among the trades") {
  const AuditReport r = planted_audit(Plant::fill_too_early, audited_config(kPair, "timing: {delay: 2}\n"));
  CHECK(failed(r) == std::vector<std::string>{"timeline"});
  CHECK(found(r, "timeline") ==
        Found{"2020-02-04", "accounting", "N0", "row of a trade against its decision and delay"});
}
