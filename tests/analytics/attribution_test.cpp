// The P&L cut into parts: that they add up, that ratings and regimes are those of the row, and un-smoothing by hand.
#include <cmath>

#include "analytics/attribution.hpp"
#include "analytics/attribution_groups.hpp"
#include "analytics/name_shocks.hpp"
#include "analytics/risk_sample.hpp"
#include "analytics/small_run.hpp"
#include "analytics/stress.hpp"
#include "catch.hpp"

using namespace relval;

namespace {

double added_up(const PnlParts& p) {
  double sum = 0;
  for (const auto& part : p.parts) sum += part.pnl;
  return sum + p.residual;
}

double part(const PnlParts& p, const std::string& name) {
  for (const auto& one : p.parts)
    if (one.name == name) return one.pnl;
  FAIL("no part " << name);
  return kNaN;
}

std::size_t rows_of(const PnlParts& p, const std::string& name) {
  for (const auto& one : p.parts)
    if (one.name == name) return one.rows;
  return 0;
}

// Two names held over four rows, with P&L by hand.
test::SampleBook two_names() {
  test::SampleBook book = test::sample_book({{"A", "A", "energy", 0, 1e6, 5, {100, 110, 105, 105}},
                                             {"B", "B", "", 1, -1e6, 5, {50, 50, 60, 57}}});
  RunResult& r = book.run;
  r.config.portfolio.capital = 1e6;
  r.periods_per_year = 252;
  r.pnl.resize(r.rows() * r.legs.size() * kSides);
  r.name_totals = {0, 0, -5000, 10, 2500, 5000, 100, -1500};
  r.names.resize(2);
  for (std::size_t t = 0; t < r.rows(); ++t)
    for (std::size_t i = 0; i < 2; ++i) {
      const double pnl = r.name_totals[t * 2 + i];
      r.pnl[(t * 2 + i) * kSides + i].total = pnl;
      r.pnl[(t * 2 + i) * kSides + i].component[index_of(Component::carry)] = pnl;
      r.names[i].pnl.total += pnl;
      r.names[i].rows_held = 3;
    }
  return book;
}

constexpr double kTotal = -5000 + 10 + 2500 + 5000 + 100 - 1500;

}  // namespace

TEST_CASE("sectors, years and regimes add up to the total to the bit") {
  const RunResult r = small_run();
  const MarketData market = small_market();
  const DailyPnl daily = daily_pnl(r);
  const double total = pnl_table(r, daily).total.total;
  const Attribution a = attribute(r, &market, daily, total);
  CHECK(added_up(a.year) == total);
  CHECK(a.year.total == total);
  REQUIRE(a.year.parts.size() == 2);
  CHECK(a.year.parts[0].name == "2020");
  CHECK(a.year.parts[0].rows == 12);
  for (const PnlParts& p : a.sectors) CHECK(added_up(p) == total);
  CHECK(added_up(a.regimes.by_direction) == total);
  CHECK(added_up(a.regimes.by_level) == total);
  CHECK(a.month.status == Status::out_of_domain);   // a row is a month
  CHECK(a.rating.status == Status::out_of_domain);  // the market has no ratings
  double legs = 0;
  for (const LegAlone& l : a.legs) legs += l.total;
  CHECK(legs == Approx(total).epsilon(1e-12));
}

TEST_CASE("a sum of parts of any size closes on its total to the bit") {
  std::uint64_t state = 5;
  for (int i = 0; i < 1000; ++i) {
    PnlParts p;
    double total = 0;
    for (int k = 0; k < 12; ++k) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      const double x = (static_cast<double>(state >> 11) * 0x1p-53 - 0.4) * 1e6;
      p.parts.push_back({std::to_string(k), x, 1});
    }
    for (auto one = p.parts.rbegin(); one != p.parts.rend(); ++one) total += one->pnl;  // another order
    p.close(total);
    CHECK(added_up(p) == p.total);
    CHECK(p.total == Approx(total).epsilon(1e-15));
    CHECK(std::fabs(p.residual) < 1e-7);
  }
}

TEST_CASE("sectors take the P&L of their names, and one that states none is told apart") {
  const test::SampleBook book = two_names();
  const auto all = by_sector(book.run, kTotal);
  REQUIRE(all.size() == 1);
  CHECK(all[0].by == "sector_l3");
  CHECK(part(all[0], "energy") == -2400);
  CHECK(part(all[0], "not stated") == 3510);
  CHECK(rows_of(all[0], "energy") == 3);
  CHECK(added_up(all[0]) == kTotal);
}

TEST_CASE("a rating earns from the row after the one on which it is known") {
  test::SampleBook book = two_names();
  Field& rating = book.market.fields["rating"];
  rating.panel = {4, 2, {7, kNaN, 8, kNaN, kNaN, 3, kNaN, 3}};  // A: A-, then BBB+ from row 1 on; B: AA from row 2 on
  const PnlParts p = by_rating(book.run, &book.market, kTotal);
  REQUIRE(p.status == Status::ok);
  CHECK(part(p, "A") == -5000);          // row 1 is earned by who was A- at its start
  CHECK(part(p, "BBB") == 2600);
  CHECK(part(p, "AA") == -1500);
  CHECK(part(p, "not stated") == 5010);
  CHECK(p.parts.front().name == "AA");   // best first
  CHECK(p.parts.back().name == "not stated");
  CHECK(added_up(p) == kTotal);
  book.run.name_totals.clear();
  CHECK(by_rating(book.run, &book.market, kTotal).status == Status::not_kept);
}

TEST_CASE("regimes go by the change over 20 rows and by the level against its median") {
  std::vector<double> pnl(24, 1.0), level(24, 100.0);
  level[20] = 101, level[21] = 99, level[22] = kNaN, level[23] = 102;
  pnl[20] = 10, pnl[21] = 20, pnl[22] = 40, pnl[23] = 80;
  double total = 0;
  for (const double x : pnl) total += x;
  const Regimes r = regimes(pnl, level, total);
  CHECK(part(r.by_direction, "widening") == 90);    // rows 20 and 23
  CHECK(part(r.by_direction, "tightening") == 20);
  CHECK(part(r.by_direction, "not known") == 60);   // the first 20 rows and the one without a level
  CHECK(part(r.by_level, "stressed") == 90);        // above 100, the median
  CHECK(part(r.by_level, "calm") == 40);
  CHECK(rows_of(r.by_level, "not known") == 1);
}

TEST_CASE("un-smoothing takes the AR(1) out of returns that were smoothed, and leaves others alone") {
  // w white; r[t] = 0.6 r[t-1] + 0.4 w[t] is smooth. Un-smoothed it has the deviation of w again, near enough.
  std::uint64_t state = 3;
  std::vector<double> white, smooth;
  for (int t = 0; t < 4000; ++t) {
    double sum = 0;
    for (int k = 0; k < 12; ++k) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      sum += static_cast<double>(state >> 11) * 0x1p-53;
    }
    white.push_back((sum - 6) * 0.01);
    smooth.push_back(t == 0 ? white[0] : 0.6 * smooth.back() + 0.4 * white.back());
  }
  constexpr double kSampling = 0.05;  // of an autocorrelation and a deviation of 4000 draws, some four standard errors
  const Unsmoothed u = unsmooth(smooth, 252);
  CHECK(u.rho.value == Approx(0.6).margin(kSampling));
  CHECK(u.annual_volatility.value == Approx(0.01 * std::sqrt(252.0)).epsilon(kSampling));
  std::vector<double> alternating;
  for (int t = 0; t < 50; ++t) alternating.push_back(t % 2 ? 0.01 : -0.008);
  const Unsmoothed raw = unsmooth(alternating, 252);
  CHECK(raw.rho.value == 0);  // negative: nothing is smooth
  // Sample variance of 25 values +0.009 and 25 values -0.009 about their mean.
  CHECK(raw.annual_volatility.value == Approx(0.009 * std::sqrt(50.0 / 49.0 * 252)).epsilon(1e-12));
}

TEST_CASE("the run's worst rows move each name as it moved, whatever trading cost") {
  test::SampleBook book = two_names();
  const auto worst = worst_rows(book.run, book.market, 5);
  REQUIRE(worst.size() == 2);  // rows 1 (-4990) and 3 (-1400); row 2 earned
  CHECK(worst[0].id == "worst_1");
  CHECK(worst[0].label == to_iso(book.run.dates[1]));
  CHECK(worst[0].by_slot[0].times == Approx(1.1));
  CHECK(worst[0].by_slot[1].times == 1);
  CHECK(worst[1].label == to_iso(book.run.dates[3]));
  const StressResult s = stress(book.on(0), 2, worst[0]);
  CHECK(s.leg[0] == Approx(1e6 * std::expm1(-5 * 10e-4 - 0.5 * 25 * 1e-6)));  // 10 bp on 5 years
  CHECK(s.leg[1] == 0);
  CHECK(worst_rows(book.run, book.market, 1).size() == 1);
  PnlCell& paid = book.run.pnl[(3 * 2 + 1) * kSides + 1];  // row 3 lost its 1500 by trading, not by the market
  paid.component[index_of(Component::carry)] = 0;
  paid.component[index_of(Component::cost)] = -1500;
  CHECK(worst_rows(book.run, book.market, 5).size() == 1);
}

TEST_CASE("a name without a move takes the median of its leg, and stays where its leg has none") {
  const test::SampleBook book =
      test::sample_book({{"A", "A", "x", 0, 1e6, 5, {100}}, {"B", "B", "x", 0, 1e6, 5, {100}},
                         {"C", "C", "x", 0, 1e6, 5, {100}}, {"D", "D", "x", 1, -1e6, 5, {100}}});
  NameShocks s{"w", "w", "", "", std::vector<NameShock>(4)};
  s.by_slot[0].times = 1.2;
  s.by_slot[1].times = 1.4;
  fill_by_median(book.run, s);
  CHECK(s.by_slot[2].times == Approx(1.3));
  CHECK(s.by_slot[2].by_median);
  CHECK(std::isnan(s.by_slot[3].times));
  const StressResult of = stress(book.last(), 2, s);
  CHECK(of.names_moved == 3);
  CHECK(of.names_by_median == 1u);
  CHECK(of.leg[1] == 0);
}

TEST_CASE("the legs part against the book: the long one widens, the short one tightens") {
  test::SampleBook book = two_names();
  CHECK(!correlation_break(book.run, 0));  // no spreads of the legs
  for (std::size_t l = 0; l < 2; ++l) {
    std::vector<double>& level = book.run.legs[l].adjusted_bp;
    for (int t = 0; t < 41; ++t) level.push_back(100 + (t % 2 ? 1.5 : 0) * (l == 0 ? 1 : 2));
  }
  const auto s = correlation_break(book.run, 0);
  REQUIRE(s);
  // 20 changes of +1.5 and 20 of -1.5: their sample deviation is 1.5 sqrt(40 / 39).
  CHECK(s->by_slot[0].plus_bp == Approx(2 * 1.5 * std::sqrt(40.0 / 39)));
  CHECK(s->by_slot[1].plus_bp == Approx(-2 * 3.0 * std::sqrt(40.0 / 39)));
  CHECK(stress(book.last(), 2, *s).leg[0] < 0);
  CHECK(stress(book.last(), 2, *s).leg[1] < 0);
}

TEST_CASE("Covid comes first, then the worst rows, then the others, then the config's own") {
  const test::SampleBook book = two_names();
  ScenarioConfig own;
  own.id = "own";
  own.moves.push_back({});
  own.moves[0].legs = {{"short_leg", {}}};
  own.moves[0].plus_bp = 10;
  const auto all = stress_all(book.last(), 2, {worst_rows(book.run, book.market, 5), {own}, {}});
  CHECK(all[0].id == "covid");
  CHECK(all[1].id == "worst_1");
  CHECK(all[2].id == "worst_2");
  CHECK(all.back().id == "own");
  CHECK(all.back().names_moved == 1);
  CHECK(all.back().leg[0] == 0);
  CHECK(all.back().leg[1] == Approx(-1e6 * std::expm1(-5 * 10e-4 - 0.5 * 25 * 1e-6)));
  CHECK(all.size() == stress_scenarios().size() + 3);
}
