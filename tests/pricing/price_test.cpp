#include "catch.hpp"
#include "market_builder.hpp"
#include "pricing/spread_index.hpp"

using namespace relval;
using namespace relval::test;

TEST_CASE("a unit of a price earns the relative price change, from the last price that was known") {
  const MarketData m = MarketBuilder({"2025-11-20", "2025-11-21", "2025-11-24"})
                           .instrument("ETF", Kind::price)
                           .field("price", "price", {{100, kNaN, 103}})
                           .build();
  auto source = make_price_source(m, {});
  const std::vector<Slot> one = {0};
  const UnitBlock u = source->block({1, 3}, one);
  CHECK(u.total[0] == 0);
  CHECK(u.flags[0] == kStale);
  CHECK(u.total[1] == Approx(0.03).epsilon(1e-14));
  CHECK(u.component[1] == u.total[1]);  // the one component of the kind
  CHECK(unit_risk(Kind::price, MarksReader(m).at(2, 0)).cost_basis == 1.0);  // half-spreads of a price are bp of it
  CHECK(u.cs01[0] == 0);
}

TEST_CASE("marks of a price have no spread, and a duration only where the store has one") {
  const MarketData m = MarketBuilder({"2025-11-20", "2025-11-21"})
                           .instrument("ETF", Kind::price)
                           .field("price", "price", {{kNaN, 103}})
                           .build();
  CHECK_FALSE(is_member(MarksReader(m).at(0, 0)));
  const Marks now = MarksReader(m).at(1, 0);
  CHECK(is_member(now));
  CHECK(now.quoted);
  CHECK(now.spread_bp == 0);
  CHECK(now.duration_years == 0);
}
