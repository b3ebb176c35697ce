#include "catch.hpp"
#include "replay/run_helper.hpp"
#include "study/audit_helper.hpp"
#include "study/planted_engine.hpp"

using namespace relval;
using namespace relval::test;

TEST_CASE("windows that are declared do not move with more history") {
  const AuditReport r =
      audit_on(audited_config("{name: spread_band, first: N0, second: N3, window: 10, enter: 1}"), audited_market());
  REQUIRE(r.warm_up.size() == 2);  // 23 rows before the run: 2x of 9 + 1 + 5 declared rows is all there are
  CHECK(r.warm_up[1].store_begins);
  CHECK(r.warm_up[1].rows == 23);
  CHECK(r.warm_up[1].total == r.warm_up[0].total);
  CHECK(r.warm_up[1].signals < kWarmUpMove);
}

TEST_CASE("a quote that was last seen before the history that is loaded shows as moved") {
  MarketData m = audited_market();
  // N2 has no quote from row 8 on, for longer than the rows loaded before row 23.
  for (std::size_t t = 8; t < 40; ++t)
    for (const char* field : {"spread", "duration"}) m.fields[field].panel.row(t)[2] = kNaN;
  const AuditReport r = audit_on(audited_config("{name: static_pair, long: N2, short: b}"), m);
  REQUIRE(r.warm_up.size() == 3);
  CHECK(r.warm_up[0].rows == 0);  // nothing looks back: N2 is not known before row 40
  CHECK(r.warm_up[1].rows == 20);
  CHECK(r.warm_up[2].rows == 23);
  REQUIRE(r.warm_up[1].note);
  // static_pair waits until both sides have been quoted: with that history it enters at once, N2 itself when it trades.
  CHECK(r.warm_up[1].note->asset == "N3");
  CHECK(r.warm_up[1].note->was == 0);
  CHECK(to_iso(r.warm_up[1].note->date) == "2020-02-04");  // traded a row after the first decision
  CHECK(r.warm_up[1].positions > kWarmUpMove);
  CHECK(r.passed());  // the strategy has no signal: how long ago a quote may lie is not its to say
}

TEST_CASE("a signal that reaches back to the first row loaded moves with more history") {
  const Planted planted(Plant::since_first_row);
  const AuditReport r =
      audit_on(audited_config("{name: spread_band, first: N0, second: N3, window: 10, enter: 1}"), audited_market());
  CHECK(failed(r) == std::vector<std::string>{"2x history"});
  REQUIRE(r.warm_up[1].finding);
  CHECK(r.warm_up[1].finding->stage == "signal");
  CHECK(r.warm_up[1].finding->asset == "N0");
  CHECK(r.warm_up[1].finding->input == "spread");
}
