// daily.csv and trades.csv.
#include <map>

#include "../analytics/small_run.hpp"
#include "analytics/summary.hpp"
#include "base/text.hpp"
#include "catch.hpp"
#include "report/tables_csv.hpp"

using namespace relval;

namespace {

using Lines = std::vector<std::vector<std::string>>;

Lines rows_of(const std::string& csv) {
  Lines rows;
  for (const std::string& line : split(csv, '\n')) {
    if (!line.empty()) rows.push_back(split(line, ','));
  }
  return rows;
}

std::size_t column(const Lines& rows, const std::string& name) {
  for (std::size_t i = 0; i < rows[0].size(); ++i) {
    if (rows[0][i] == name) return i;
  }
  FAIL("no column " << name);
  return 0;
}

double at(const Lines& rows, std::size_t row, const std::string& name) {
  return parse_number(rows[row + 1][column(rows, name)]).value();
}

}  // namespace

TEST_CASE("daily.csv has a row a date and ends at the run's total to the bit") {
  const RunResult r = small_run();
  const Lines rows = rows_of(daily_csv(r));
  REQUIRE(rows.size() == 25);
  CHECK(split(daily_csv(r), '\n')[0] ==
        "date,total,cumulative,carry,roll_down,spread_first,spread_convexity,spread_cross,recovery,rates,default,price,"
        "funding,borrow,margin,cost,residual,long,short,industrial,hyperscaler,gross,net,cs01,dts,cs01_gross");
  const Summary s = summarise(r);
  CHECK(at(rows, 23, "cumulative") == s.pnl.total.total);
  for (std::size_t t = 0; t < 24; ++t) {
    double sum = 0;
    for (const char* name : kComponentNames) sum += at(rows, t, name);
    CHECK(sum == at(rows, t, "total"));
    CHECK(at(rows, t, "long") + at(rows, t, "short") == Approx(at(rows, t, "total")).margin(1e-6));
  }
  CHECK(rows[2][0] == "2020-02-28");
  CHECK(at(rows, 1, "gross") == Approx(s.exposures.book.gross.entry));
  CHECK(at(rows, 23, "gross") == 0);
}

TEST_CASE("a leg that is called like a column keeps its own") {
  RunResult r = small_run();
  r.legs[0].name = "total";
  CHECK(rows_of(daily_csv(r))[0][19] == "leg_total");
}

TEST_CASE("trades.csv tells when, what, why and at which cost") {
  const RunResult r = small_run();
  const auto lines = split(trades_csv(r), '\n');
  REQUIRE(lines.size() == 11);
  CHECK(lines[0] ==
        "decided,date,instrument,leg,before,after,traded,cost,half_spread_bp,spread_bp,duration_years,reason,signal");
  // Row 1: -100m at duration 7.5; half-spread max(0.75, 1 % of 70) = 0.75 bp: 100m x 7.5 x 0.75e-4 = 56,250.
  CHECK(lines[3] == "2020-01-31,2020-02-28,CLOUD_7Y,hyperscaler,0," + exact(r.trades[2].after) + "," +
                        exact(r.trades[2].after) + "," + exact(r.trades[2].cost) + ",0.75,70,7.5,enter,-1");
  CHECK(r.trades[2].cost == Approx(-56250));
}

TEST_CASE("a price has no spread in trades.csv, and a duration only where the store has one") {
  RunResult r = small_run();
  r.trades.resize(1);
  r.instruments.kind[r.trades[0].slot] = Kind::price;
  CHECK(split(split(trades_csv(r), '\n')[1], ',')[9] == "");
  CHECK(split(split(trades_csv(r), '\n')[1], ',')[10] == "6.5");
  r.trades[0].duration_years = 0;
  CHECK(split(split(trades_csv(r), '\n')[1], ',')[10] == "");
}

TEST_CASE("a text with commas and quotes is quoted, a missing signal is empty") {
  CHECK(csv_field("plain") == "plain");
  CHECK(csv_field("a,b") == "\"a,b\"");
  CHECK(csv_field("say \"hi\"\n") == "\"say \"\"hi\"\"\n\"");
  RunResult r = small_run();
  r.trades.resize(1);
  r.trades[0].signal = kNaN;
  r.instruments.id[0] = "CAP, GOODS";
  const std::string line = split(trades_csv(r), '\n')[1];
  CHECK(line.find(",\"CAP, GOODS\",") != std::string::npos);
  CHECK(line.back() == ',');
}
