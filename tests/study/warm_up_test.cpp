#include "catch.hpp"
#include "replay/run_helper.hpp"
#include "study/audit_helper.hpp"

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
  REQUIRE(r.warm_up[1].finding);
  CHECK_FALSE(r.passed());
}
