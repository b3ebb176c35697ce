// The divergence cut into sectors and names, worked out by hand.
#include "analytics/risk_sample.hpp"
#include "analytics/sector_split.hpp"
#include "catch.hpp"

using namespace relval;

namespace {

// Four energy names of which A is held long, one utility B held short, five years each; the factor leg moves by +2, -1.
//   energy changes: A +10 -4, C +4 0, D +1 -2, E no quote on row 1: means +5 (of three), -2 (of three)
//   utility: B alone, below the fewest of a sector
test::SampleBook sectors_by_hand() {
  test::SampleBook book = test::sample_book({{"A", "A", "energy", 0, 1e6, 5, {100, 110, 106}},
                                             {"B", "B", "utility", 1, -2e6, 5, {50, 53, 52}},
                                             {"C", "C", "energy", 0, 0, 5, {100, 104, 104}},
                                             {"D", "D", "energy", 0, 0, 5, {100, 101, 99}},
                                             {"E", "E", "energy", 0, 0, 5, {100, kNaN, 104}}});
  LegInfo market{"market", {}, true};
  market.adjusted_bp = {80, 82, 81};
  book.run.legs.push_back(market);
  book.run.legs[0].beta = {1.5, 1.0, 1.0};
  book.run.legs[1].beta = {0.5, 0.5, 0.5};
  return book;
}

PnlSplit split_with(double market_1, double market_2, double divergence) {
  PnlSplit split;
  split.status = Status::ok;
  split.daily = {{}, {market_1, 0, 0, 0, 0}, {market_2, 0, 0, 0, 0}};
  split.total.divergence = divergence;
  return split;
}

}  // namespace

TEST_CASE("a sector earns its mean change beyond the market, names earn the rest") {
  const test::SampleBook book = sectors_by_hand();
  const SectorSplit s = split_by_sector(book.run, book.market, split_with(1, 1, -10000));
  REQUIRE(s.status == Status::ok);
  CHECK(s.level == "sector_l3");
  // CS01 of A is -500 a bp: -500 (5 - 1.5 x 2) - 500 (-2 - 1.0 x -1).
  REQUIRE(s.sectors.size() == 1);
  CHECK(s.sectors[0].name == "energy");
  CHECK(s.sectors[0].pnl == Approx(-1000 + 500));
  CHECK(s.sector == Approx(-500));
  CHECK(s.idiosyncratic == Approx(-9500));
  CHECK(s.cells == 4);
  CHECK(s.cells_alone == 2);  // B on both rows
}

TEST_CASE("where the split has no market part the sector takes its whole change") {
  const test::SampleBook book = sectors_by_hand();
  const SectorSplit s = split_by_sector(book.run, book.market, split_with(0, 1, 0));
  CHECK(s.sector == Approx(-500 * 5 + 500));
}

TEST_CASE("a name in two legs counts once in its sector's mean") {
  test::SampleBook book = sectors_by_hand();
  book.market.instruments.id[2] = book.run.instruments.id[2] = "A";  // C is A again: energy has A and D, too few
  const SectorSplit s = split_by_sector(book.run, book.market, split_with(1, 1, 7));
  CHECK(s.sectors.empty());
  CHECK(s.cells_alone == 4);
  CHECK(s.idiosyncratic == 7);
}

TEST_CASE("no factor leg, no sectors or no positions: no split by sector") {
  test::SampleBook book = sectors_by_hand();
  CHECK(split_by_sector(book.run, book.market, {}).status == Status::out_of_domain);
  book.run.positions.clear();
  CHECK(split_by_sector(book.run, book.market, split_with(1, 1, 0)).status == Status::not_kept);
  book.market.instruments.text.clear();
  CHECK(split_by_sector(book.run, book.market, split_with(1, 1, 0)).status == Status::out_of_domain);
}
