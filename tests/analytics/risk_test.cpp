// The risk of a book: each measure once by hand, and what must hold of any book.
#include <cmath>

#include "analytics/risk_sample.hpp"
#include "analytics/small_run.hpp"
#include "analytics/summary.hpp"
#include "catch.hpp"

using namespace relval;
using test::SampleBook;
using test::SampleName;
using test::sample_book;

namespace {

// CAT and DE long, AMZN short.
std::vector<SampleName> three() {
  return {{"CAT_10Y", "CAT", "capital_goods", 0, 10e6, 8, {100, 110, 99, 100}},
          {"DE_5Y", "DE", "capital_goods", 0, 20e6, 4.5, {80, 80, 88, 80}, 0.25},
          {"AMZN_10Y", "AMZN", "technology", 1, -12e6, 9, {50, 60, 45, 50}}};
}

// N (exp(-D ds + (0 - D^2) ds^2 / 2) - 1), the log-quadratic formula without convexity, from libm.
double moved(double notional, double years, double from_bp, double to_bp) {
  const double ds = (to_bp - from_bp) * 1e-4;
  return notional * std::expm1(-years * ds - 0.5 * years * years * ds * ds);
}

std::vector<SampleName> times(std::vector<SampleName> names, double factor) {
  for (SampleName& n : names) n.notional *= factor;
  return names;
}

HistoricalSimulation simulate(const SampleBook& s) { return simulate_history(s.last(), s.run, s.market); }

}  // namespace

TEST_CASE("the book of a row is what was held, at that row's marks") {
  const SampleBook s = sample_book(three());
  const RiskBook book = s.on(1);
  REQUIRE(book.held());
  REQUIRE(book.holdings.size() == 3);
  CHECK(book.date == s.run.dates[1]);
  CHECK(book.holdings[0].spread_bp == 110);
  CHECK(book.holdings[0].owner == "CAT");
  CHECK(book.holdings[1].recovery == 0.25);
  CHECK(book.holdings[2].recovery_assumed);
  CHECK(book.holdings[2].leg == 1);
  CHECK(book.holdings[0].convexity_years2 == 0);
}

TEST_CASE("the book's CS01 and DTS are those that the replay exposed") {
  const RunResult r = small_run();
  const RiskBook book = book_on(r, small_market(), 13);
  double cs01[2] = {0, 0}, dts[2] = {0, 0};
  for (const Holding& h : book.holdings) {
    cs01[h.leg] += cs01_of(h);
    dts[h.leg] += dts_of(h);
  }
  CHECK(cs01[0] == Approx(r.held(13, 0, Side::long_risk).cs01));
  CHECK(cs01[1] == Approx(r.held(13, 1, Side::short_risk).cs01));
  CHECK(dts[0] == Approx(r.held(13, 0, Side::long_risk).dts));
  CHECK(dts[1] == Approx(r.held(13, 1, Side::short_risk).dts));
}

TEST_CASE("positions that were not kept are told by the trades, unless notionals drift") {
  RunResult r = small_run();
  constexpr std::size_t kRehedged = 12;  // the row's own trades count
  const RiskBook kept = book_on(r, small_market(), kRehedged);
  r.positions.clear();
  const RiskBook told = book_on(r, small_market(), kRehedged);
  REQUIRE(told.holdings.size() == kept.holdings.size());
  for (std::size_t i = 0; i < kept.holdings.size(); ++i) CHECK(told.holdings[i].notional == kept.holdings[i].notional);
  r.config.valuation.notional = NotionalMode::drift;
  CHECK(book_on(r, small_market(), kRehedged).status == Status::not_kept);
  CHECK(summarise(r, small_market()).risk.as_it_stands.status == Status::not_kept);
}

TEST_CASE("a proxy convexity counts in the book as it does in the replay") {
  SampleBook s = sample_book(three());
  s.run.config.valuation.convexity = Convexity::bullet;
  CHECK(s.last().holdings[0].convexity_years2 == Approx(1.1 * 64));
}

TEST_CASE("history is applied to today's spreads as relative moves and re-priced in full") {
  const SampleBook s = sample_book(three());
  const HistoricalSimulation h = simulate(s);
  REQUIRE(h.pnl.size() == 3);
  CHECK(h.dates[0] == s.market.dates[1]);
  // Row 1: CAT 100 -> 110, DE unchanged, AMZN 50 -> 60, on today's 100, 80 and 50.
  CHECK(h.pnl[0] == Approx(moved(10e6, 8, 100, 110) + moved(-12e6, 9, 50, 60)).epsilon(1e-12));
  // Row 2: CAT 110 -> 99 is -10 %, DE +10 %, AMZN 60 -> 45 is -25 %.
  CHECK(h.pnl[1] ==
        Approx(moved(10e6, 8, 100, 90) + moved(20e6, 4.5, 80, 88) + moved(-12e6, 9, 50, 37.5)).epsilon(1e-12));
  CHECK(h.worst == 1);
  CHECK(h.tail.at_95.var.value == -h.pnl[1]);  // three scenarios: the worst of them, marked
  CHECK(h.tail.at_95.var.status == Status::too_few);
  CHECK(h.filled == 0);
}

TEST_CASE("rows before the run are history too, and rows after the book are not") {
  const SampleBook s = sample_book(three(), 2);
  CHECK(s.run.rows() == 2);
  CHECK(simulate(s).pnl.size() == 3);
  CHECK(simulate(s).pnl == simulate(sample_book(three())).pnl);
  CHECK(simulate_history(s.on(0), s.run, s.market).pnl.size() == 2);
}

TEST_CASE("a name without a quote moves as the median of its leg, and it is counted") {
  std::vector<SampleName> names = three();
  names.push_back({"HON_5Y", "HON", "capital_goods", 0, 0, 5, {100, 130, 100, 100}});  // in the leg, not held
  names[1].spread_bp = {80, kNaN, 88, 80};
  const HistoricalSimulation h = simulate(sample_book(names));
  REQUIRE(h.pnl.size() == 3);
  // Row 1: CAT +10 %, HON +30 %, so DE +20 %. Row 2: CAT -10 %, HON -3/13.
  const double fall = 1 + (-0.1 - 3.0 / 13.0) / 2;
  CHECK(h.pnl[0] ==
        Approx(moved(10e6, 8, 100, 110) + moved(20e6, 4.5, 80, 96) + moved(-12e6, 9, 50, 60)).epsilon(1e-12));
  CHECK(h.pnl[1] == Approx(moved(10e6, 8, 100, 90) + moved(20e6, 4.5, 80, 80 * fall) + moved(-12e6, 9, 50, 37.5))
                        .epsilon(1e-12));
  CHECK(h.filled == 2);
  CHECK(h.names_filled == 1);
  CHECK(h.moves == 9);
}

TEST_CASE("a row on which a leg has no move at all is left out") {
  std::vector<SampleName> names = three();
  names[2].spread_bp = {50, kNaN, 45, 50};
  const HistoricalSimulation h = simulate(sample_book(names));
  CHECK(h.pnl.size() == 1);
  CHECK(h.rows_left_out == 2);
  names[2].spread_bp = {-5, 0.5, 45, 50};  // a spread near or through zero has no relative move
  CHECK(simulate(sample_book(names)).rows_left_out == 2);
}

TEST_CASE("a listed break moves history by its break-free change") {
  SampleBook s = sample_book(three());
  BreakConfig b;
  b.date = s.market.dates[1];
  b.instruments = {{"AMZN_10Y", {}}};
  b.change_bp = 1;
  s.run.config.breaks = {b};
  CHECK(simulate(s).pnl[0] == Approx(moved(10e6, 8, 100, 110) + moved(-12e6, 9, 50, 51)).epsilon(1e-12));
}

TEST_CASE("an instrument of kind price moves by its own relative change") {
  SampleBook s = sample_book(three());
  s.market.instruments.kind[2] = s.run.instruments.kind[2] = Kind::price;
  s.market.fields["price"] = s.market.fields["spread"];
  CHECK(simulate(s).pnl[0] == Approx(moved(10e6, 8, 100, 110) - 12e6 * 0.2).epsilon(1e-12));
  CHECK(jump_to_default(s.last()).left_out == 1);
  CHECK(stress_all(s.last(), 2).front().leg[1] == 0);
}

TEST_CASE("twice the positions have twice the VaR, and a book against itself has none") {
  const HistoricalSimulation once = simulate(sample_book(three())), twice = simulate(sample_book(times(three(), 2)));
  CHECK(twice.tail.at_95.var.value == Approx(2 * once.tail.at_95.var.value).epsilon(1e-14));

  std::vector<SampleName> both = three();
  for (SampleName n : times(three(), -1)) {  // bought from one, sold to the other
    n.id += "_sold";
    both.push_back(n);
  }
  const SampleBook flat = sample_book(both);
  for (const double pnl : simulate(flat).pnl) CHECK(pnl == 0);
  CHECK(jump_to_default(flat.last()).gross == 0);
  for (const StressResult& s : stress_all(flat.last(), 2)) CHECK(s.total == Approx(0).margin(1e-9));
  for (const double cs01 : tenor_buckets(flat.last(), 2).total) CHECK(cs01 == Approx(0).margin(1e-9));
}

TEST_CASE("a default costs the long side what is not recovered and pays the short side, by parent") {
  std::vector<SampleName> names = three();
  names.push_back({"CAT_5Y", "CAT", "capital_goods", 1, -4e6, 4, {70, 70, 70, 70}});
  const JumpToDefault d = jump_to_default(sample_book(names).last());
  REQUIRE(d.losses.size() == 2);
  CHECK(d.losses[0].issuer == "DE");
  CHECK(d.losses[0].pnl == Approx(-20e6 * 0.75));
  CHECK(d.losses[1].issuer == "CAT");
  CHECK(d.losses[1].pnl == Approx(-6e6 * 0.6));  // 10m long at ten years, 4m short at five
  REQUIRE(d.gains.size() == 1);
  CHECK(d.gains[0].pnl == Approx(12e6 * 0.6));
  CHECK(d.gains[0].pnl_no_recovery == Approx(12e6));
  CHECK(d.gross == Approx(15e6 + 3.6e6 + 7.2e6));
  CHECK(d.net == Approx(-15e6 - 3.6e6 + 7.2e6));
  CHECK(d.gross_no_recovery == Approx(20e6 + 6e6 + 12e6));
  CHECK(d.recovery_assumed == 3);
  CHECK(d.issuers == 3);
}

TEST_CASE("concentration: equal names count in full, one name counts as one") {
  const NameConcentration equal = name_concentration({{"A", 5}, {"B", -5}, {"C", 5}, {"D", 5}});
  CHECK(equal.hhi.value == Approx(0.25));
  CHECK(equal.effective_names.value == Approx(4));
  const NameConcentration skewed = name_concentration({{"A", 6}, {"B", -3}, {"C", 1}, {"D", 0}});
  CHECK(skewed.hhi.value == Approx(0.36 + 0.09 + 0.01));
  CHECK(skewed.names == 3);
  CHECK(skewed.top.front() == std::pair<std::string, double>{"A", 0.6});
  CHECK(skewed.top_share == Approx(1));
  CHECK(name_concentration({}).hhi.status == Status::too_few);
}

TEST_CASE("CS01 by tenor: split between the nodes around the duration, and it adds up") {
  const SampleBook s = sample_book(three());
  const TenorBuckets t = tenor_buckets(s.last(), 2);
  // 8 years: two thirds at 7, a third at 10. 4.5 years: 0.5/3 at 2, 2.5/3 at 5. 9 years: a third at 7.
  CHECK(t.leg[0][2] == Approx(-8000.0 * 2 / 3));
  CHECK(t.leg[0][3] == Approx(-8000.0 / 3));
  CHECK(t.leg[0][0] == Approx(-9000.0 * 0.5 / 3));
  CHECK(t.leg[0][1] == Approx(-9000.0 * 2.5 / 3));
  CHECK(t.leg[1][2] == Approx(10800.0 / 3));
  CHECK(t.side[1] == t.leg[1]);
  double total = 0, cs01 = 0;
  for (const double x : t.total) total += x;
  for (const Holding& h : s.last().holdings) cs01 += cs01_of(h);
  CHECK(total == Approx(cs01));

  std::vector<SampleName> ends = three();
  ends[0].duration_years = 0.5;
  ends[2].duration_years = 40;
  const TenorBuckets outside = tenor_buckets(sample_book(ends).last(), 2);
  CHECK(outside.leg[0][0] == Approx(-500 - 1500));
  CHECK(outside.leg[1][5] == Approx(48000));
}

TEST_CASE("the side that is longer is told from durations weighted by CS01") {
  const SideDuration d = side_duration(sample_book(three()).last());
  CHECK(d.long_side.value == Approx((8000 * 8 + 9000 * 4.5) / 17000));
  CHECK(d.short_side.value == Approx(9));
  CHECK(d.longer.value == Approx(d.long_side.value - 9));
  CHECK(side_duration(sample_book({three()[0]}).last()).longer.status == Status::too_few);
}

TEST_CASE("a summary without the market knows the tail of the track record and says what it lacks") {
  const RunResult r = small_run();
  const RiskReport without = summarise(r).risk, with = summarise(r, small_market()).risk;
  CHECK(without.status == Status::not_kept);
  CHECK(without.realised.at_95.var.value == with.realised.at_95.var.value);
  CHECK(without.realised.periods == 24);
  CHECK(with.status == Status::ok);
  CHECK(to_iso(with.entry_date) == "2020-02-28");
  CHECK(to_iso(with.date) == "2021-10-29");       // the last close with a position
  CHECK(with.as_it_stands.pnl.size() == 21);      // rows 1 to 21
  CHECK(with.as_it_stands.filled == 2);           // the stale quote, into and out of it
  CHECK(with.stress_now.size() == stress_scenarios().size() + 5);  // and the run's five worst rows
}
