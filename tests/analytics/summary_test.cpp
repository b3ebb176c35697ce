// The summary of a small run: levels that add up, and each part once against numbers worked out here.
#include <cmath>

#include "analytics/summary.hpp"
#include "catch.hpp"
#include "small_run.hpp"

using namespace relval;

namespace {

double sum_of(const PnlCell& p) {
  double sum = 0;
  for (double c : p.component) sum += c;
  return sum;
}

}  // namespace

TEST_CASE("at every level the components add up to the total to the bit") {
  const RunResult r = small_run();
  const Summary s = summarise(r);
  CHECK(sum_of(s.pnl.total) == s.pnl.total.total);
  for (const PnlCell& side : s.pnl.side) CHECK(sum_of(side) == side.total);
  for (const auto& leg : s.pnl.legs) {
    CHECK(sum_of(leg.total) == leg.total.total);
    for (const PnlCell& side : leg.side) CHECK(sum_of(side) == side.total);
  }
  const DailyPnl d = daily_pnl(r);
  for (const PnlCell& day : d.total) CHECK(sum_of(day) == day.total);
}

TEST_CASE("the total of a run is its daily totals added one after the other") {
  const RunResult r = small_run();
  double running = 0;
  for (const PnlCell& day : daily_pnl(r).total) running += day.total;
  const Summary s = summarise(r);
  CHECK(s.pnl.total.total == running);
  CHECK(s.statistics.total == running);
  CHECK(s.pnl.legs[0].total.total + s.pnl.legs[1].total.total == Approx(running).epsilon(1e-12));
  CHECK(s.pnl.side[0].total + s.pnl.side[1].total == Approx(running).epsilon(1e-12));
}

TEST_CASE("a long leg has nothing on its short side") {
  const Summary s = summarise(small_run());
  CHECK(s.pnl.legs[0].side[0].total == s.pnl.legs[0].total.total);
  CHECK(s.pnl.legs[0].side[1].total == 0);
  CHECK(s.pnl.legs[1].side[0].total == 0);
}

TEST_CASE("the counts of a run are those of its trades and quotes") {
  const Summary s = summarise(small_run());
  CHECK(s.statistics.trades == 9);       // three names entered, rehedged, closed
  CHECK(s.statistics.trade_rows == 3);
  CHECK(s.statistics.entry_rows == 1);
  CHECK(s.coverage.held_cells == 63);    // three names over the 21 intervals from row 1 to row 22
  CHECK(s.coverage.stale_cells == 1);
  CHECK(s.coverage.longest_stale_rows == 1);
  CHECK(s.coverage.longest_stale_name == "TRANSPORT_8Y");
  CHECK(s.coverage.names_held == 3);
  CHECK(to_iso(s.coverage.first) == "2020-01-31");
  CHECK(to_iso(s.coverage.last) == "2021-12-31");
}

TEST_CASE("exposures are those of the rows that close with a position") {
  const Summary s = summarise(small_run());
  const ExposureLevels& book = s.exposures.book;
  CHECK(book.rows_held == 21);
  CHECK(book.entry_row == 1);
  CHECK(book.exit_row == 21);
  CHECK(book.cs01_gross.entry == Approx(150e3));  // 75,000 per bp a leg
  CHECK(book.cs01_net.entry == Approx(0).margin(1e-6));
  CHECK(book.cs01_net.exit == Approx(75e3 * (0.92 - 0.90)));  // the rehedge left the short leg larger: gains at +1 bp
  CHECK(book.gross.entry == Approx(75e3 / 7.25e-4 + 75e3 / 7.5e-4));
  CHECK(book.gross.maximum == Approx(book.gross.entry));
  CHECK(s.exposures.legs[1].second.net.entry == Approx(-100e6));
  CHECK(s.exposures.legs[1].second.cs01_net.entry == Approx(75e3));  // short risk gains when spreads widen
  CHECK(s.exposures.worst_net_share == Approx(0.02 / 1.82));
  CHECK(s.exposures.rows_beyond_tolerance == 0);
}

TEST_CASE("a leg's spreads are those at which it was entered and left") {
  const Summary s = summarise(small_run());
  // Duration-weighted: (6.5 x 112 + 8 x 141) / 14.5 on row 1, (6.5 x 79 + 8 x 101) / 14.5 on row 22.
  CHECK(s.spreads[0].entry.value == Approx((6.5 * 112 + 8 * 141) / 14.5));
  CHECK(s.spreads[0].exit.value == Approx((6.5 * 79 + 8 * 101) / 14.5));
  CHECK(s.spreads[1].entry.value == 70);
  CHECK(s.spreads[1].exit.value == 77);
}

TEST_CASE("the statistics are of the column total over capital") {
  const RunResult r = small_run();
  const Summary s = summarise(r);
  const Statistics& x = s.statistics;
  CHECK(x.periods == 24);
  CHECK(x.annual_return.value == Approx(x.total / 100e6 / 24 * 12));
  CHECK(x.per_year.value == Approx(x.total / 2));
  CHECK(x.sharpe.ratio.value == Approx(x.annual_return.value / x.annual_volatility.value));
  const double cost = s.pnl.total.component[index_of(Component::cost)];
  CHECK(x.break_even.multiple.value == Approx((x.total - cost) / -cost));
  // 11 rows at the entry's gross, 10 at the rehedged one; in and out trade the entry's gross twice over.
  const double entry = s.exposures.book.gross.entry, exit = s.exposures.book.gross.exit;
  CHECK(x.holding_rows.value == Approx((11 * entry + 10 * exit) / entry));
  CHECK(x.hedge.periods == 21);
}

TEST_CASE("fewer than 20 rows state nothing a year") {
  RunResult r = small_run();
  r.dates.resize(19);
  while (r.trades.back().row >= 19) r.trades.pop_back();
  const Statistics x = summarise(r).statistics;
  for (const Statistic* s :
       {&x.per_year, &x.annual_return, &x.annual_volatility, &x.sharpe.ratio, &x.turnover_notional}) {
    CHECK(s->status == Status::too_few);
  }
  CHECK(x.max_drawdown.ok());
  CHECK(x.holding_rows.status == Status::beyond_sample);
  r.dates.push_back(last_business_day(make_date(2021, 8, 1)));
  CHECK(summarise(r).statistics.annual_return.ok());
}

TEST_CASE("the timeline is said in words") {
  CHECK(timeline_text(1, false, "day") ==
        "decide on the close of t, trade at the close of t+1, earn from t+1 on; a row is a day");
  CHECK(timeline_text(2, false, "month") ==
        "decide on the close of t, trade at the close of t+2, earn from t+2 on; a row is a month");
  CHECK(timeline_text(0, true, "day") == "decide and trade at the close of t, earn from t on; a row is a day");
}

TEST_CASE("a run without rows or without trades has a summary too") {
  RunResult r = small_run();
  r.trades.clear();
  r.names.assign(3, {});
  r.pnl.assign(r.pnl.size(), {});
  r.exposure.assign(r.exposure.size(), {});
  const Summary idle = summarise(r);
  CHECK(idle.statistics.total == 0);
  CHECK(idle.statistics.sharpe.ratio.status == Status::zero_variance);
  CHECK(idle.statistics.turnover_notional.status == Status::too_few);
  CHECK(idle.findings.front().id == "never_traded");

  RunResult empty;
  CHECK(summarise(empty).statistics.periods == 0);
}
