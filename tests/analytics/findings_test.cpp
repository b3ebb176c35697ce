// Each finding appears when its cause is there and not otherwise; the texts are what a user reads.
#include <algorithm>
#include <cstdlib>

#include "analytics/summary.hpp"
#include "base/files.hpp"
#include "catch.hpp"
#include "found.hpp"
#include "small_run.hpp"

using namespace relval;
using namespace relval::test;

namespace {

std::vector<std::string> ids_of(const RunResult& r) {
  std::vector<std::string> ids;
  for (const Finding& f : summarise(r).findings) ids.push_back(f.id);
  return ids;
}

}  // namespace

TEST_CASE("the small run is a thin sample of one bet, and that is all") {
  CHECK(ids_of(small_run()) == std::vector<std::string>{"losing_side", "carry_sign", "thin_sample"});
  CHECK(text_of(small_run(), "thin_sample") ==
        "! thin sample: 24 months, positions opened on 1 of them (60 and 30 would be a start) | one entry is one bet,"
        " whatever the number of rows");
}

TEST_CASE("synthetic data are said") {
  RunResult r = small_run();
  r.store.synthetic = true;
  CHECK(text_of(r, "synthetic_data") ==
        "! synthetic data: the result shows what the model assumes, not what a market paid | use it to check mechanics;"
        " p-values and luck statistics do not apply");
}

TEST_CASE("averaged marks are a problem, averaged durations are not") {
  RunResult r = small_run();
  r.fields[0].sampling = Sampling::average;
  CHECK(text_of(r, "averaged_marks") == "");
  r.fields[1].sampling = Sampling::average;
  CHECK(text_of(r, "averaged_marks") ==
        "!! spread is averaged over each month: nobody could trade at these marks; volatility is understated (by about"
        " 18 % for a random walk), the Sharpe ratio overstated (by about 22 %) | use point marks, or read this as a"
        " study of levels and not as a track record");
}

TEST_CASE("trades at the deciding close are a problem unless positions are stated") {
  RunResult r = small_run();
  for (Trade& t : r.trades) t.decided_row = t.row;
  CHECK(text_of(r, "same_close") ==
        "!! 9 of 9 trades made at the close that decided them: it was not known before it was too late | set"
        " timing.delay: 1");
  for (Trade& t : r.trades) t.reason = TradeReason::matured;
  CHECK(text_of(r, "same_close") == "");
  for (Trade& t : r.trades) t.reason = TradeReason::stated;
  CHECK(text_of(r, "same_close") ==
        "i the positions are stated as held after each close: no decision was simulated | ");
}

TEST_CASE("free trading and free financing are warnings") {
  RunResult r = small_run();
  r.config.costs["default"] = {};
  r.config.financing = {};
  CHECK(text_of(r, "no_cost") == "! 9 trades made for free: no half-spread is configured | set"
                                 " costs.default.half_spread_floor_bp and half_spread_share");
  CHECK(text_of(r, "no_financing") ==
        "! positions are financed for free: no funding spread, borrow fee or haircut is configured | set"
        " financing.long_spread_bp and financing.borrow_fee_bp");
}

TEST_CASE("a name that stops quoting for too long is named") {
  RunResult r = small_run();
  r.config.stale.max_rows = 0;
  CHECK(text_of(r, "stale_marks") ==
        "! 1 name held without a quote for more than 0 months, the longest TRANSPORT_8Y for 1 month; 1.6 % of all marks"
        " were stale | see why it stopped quoting (matured, merged, defaulted); stale.on_breach: fail ends such a run");
}

TEST_CASE("P&L that came when a quote returned is counted") {
  RunResult r = small_run();
  const double total = summarise(r).statistics.total;
  r.names[1].pnl_on_catch_up = 0.09 * total;
  CHECK(text_of(r, "catch_up_pnl") == "");
  r.names[1].pnl_on_catch_up = 0.5 * total;
  CHECK(text_of(r, "catch_up_pnl").find("of the P&L of") != std::string::npos);
}

TEST_CASE("one period that decides the total is shown with its date") {
  RunResult r = small_run();
  move_total(r, 10, 2e6);
  CHECK(text_of(r, "one_period").find("! one month made 2.") == 0);
  CHECK(text_of(r, "one_period").find("2020-11-30") != std::string::npos);
}

TEST_CASE("one name of four can dominate, one leg of a pair cannot") {
  RunResult r = small_run();
  CHECK(text_of(r, "one_name") == "");
  r.instruments.id.push_back("ORCL_5Y");
  r.instruments.kind.push_back(Kind::spread_index);
  r.names.push_back({});
  r.names[3].rows_held = 3;
  r.names[3].pnl.total = 50e6;
  CHECK(text_of(r, "one_name").find("! ORCL_5Y made 50.00m of a total of") == 0);
}

TEST_CASE("a book off its CS01 neutrality is shown at its worst") {
  RunResult r = small_run();
  r.exposure[(7 * 2 + 1) * kSides + 1].cs01 *= 0.8;
  CHECK(text_of(r, "cs01_not_neutral") ==
        "! net CS01 beyond 5 % of gross on 1 of 21 months, at worst 11 % on 2020-08-31 | rehedge more often:"
        " sizing.rehedge.every");
  r.config.sizing.unit = RiskUnit::notional;
  CHECK(text_of(r, "cs01_not_neutral") == "");
}

TEST_CASE("costs that decide the result are said with the break-even") {
  RunResult r = small_run();
  const Summary s = summarise(r);
  CHECK(text_of(r, "break_even") == "");
  const double cost = s.pnl.total.component[index_of(Component::cost)];
  move_total(r, 4, -(s.statistics.total - cost) + -cost * 1.25);
  CHECK(text_of(r, "break_even").find("break-even at 1.25x the charged half-spreads") != std::string::npos);
  move_total(r, 4, -5e6);
  CHECK(text_of(r, "break_even").find("! loses before trading cost: ") == 0);
}

TEST_CASE("a loss that financing makes is said to be one") {
  RunResult r = small_run();
  const Summary s = summarise(r);
  const double cost = s.pnl.total.component[index_of(Component::cost)];
  PnlCell& c = r.pnl[4 * 2 * kSides];
  c.component[index_of(Component::funding)] -= s.statistics.total - cost + 1e6;
  c.total -= s.statistics.total - cost + 1e6;
  c.close();
  const std::string text = text_of(r, "break_even");
  CHECK(text.find("! loses before trading cost: ") == 0);
  CHECK(text.find(" before financing and cost, -1.00m before cost, ") != std::string::npos);
  CHECK(text.find("it is the financing that makes the loss") != std::string::npos);
}

TEST_CASE("an interval of years is named with the carry that was booked on it") {
  RunResult r = small_run();
  CHECK(text_of(r, "long_interval") == "");
  for (std::size_t t = 10; t < r.rows(); ++t) r.dates[t].days += 27 * 365;
  CHECK(text_of(r, "long_interval").find("!! 2020-10-30 to 2047-11-24 is one interval of 9,886 days where ") == 0);
  CHECK(text_of(r, "long_interval").find(" of carry were booked on it | is a date a slip, or are rows missing?") !=
        std::string::npos);
}

TEST_CASE("one leg that trades for free beside one that pays is named") {
  RunResult r = small_run();
  CHECK(text_of(r, "free_legs") == "");
  std::size_t trades = 0;
  for (Trade& t : r.trades) {
    if (t.leg != 1) continue;
    t.cost = 0;
    ++trades;
  }
  CHECK(text_of(r, "free_legs")
            .find("! " + std::to_string(trades) +
                  " trades of 'hyperscaler' made for free while other legs pay | state costs.default") == 0);
  for (Trade& t : r.trades) t.cost = 0;
  CHECK(text_of(r, "free_legs") == "");  // no_cost says it
}

TEST_CASE("orders that waited for a quote are counted, late and never") {
  RunResult r = small_run();
  CHECK(text_of(r, "waiting_orders") == "");
  r.orders_waited = 2;
  r.trades.back().decided_row = r.trades.back().row - 4;
  CHECK(text_of(r, "waiting_orders").find("! 2 orders found no quote when due: 1 traded late, the latest after 3 months"
                                          " (CLOUD_7Y on 2021-11-30); 1 never did | ") == 0);
}

TEST_CASE("a gross far above the capital is a warning") {
  RunResult r = small_run();
  CHECK(text_of(r, "leverage") == "");
  r.config.portfolio.capital = 5e6;
  CHECK(text_of(r, "leverage").find("! 203.45m gross at entry is 41 times the capital of 5.00m | ") == 0);
}

TEST_CASE("a row that made nothing is no finding, whatever its share of nothing") {
  RunResult r = small_run();
  for (PnlCell& c : r.pnl) c = {};
  move_total(r, 4, 0.3);
  move_total(r, 5, -0.3);
  CHECK(text_of(r, "one_period") == "");
}

TEST_CASE("a residual beyond a thousandth of the P&L is a warning with its cause") {
  RunResult r = small_run();
  CHECK(text_of(r, "residual") == "");
  PnlCell& c = r.pnl[9 * 2 * kSides];
  c.component[index_of(Component::spread_first)] -= 30e3;
  c.close();
  CHECK(text_of(r, "residual").find("third and higher orders of the spread changes | see the daily residual in"
                                    " daily.csv") != std::string::npos);
}

TEST_CASE("a drawdown beyond the capital is a problem") {
  RunResult r = small_run();
  move_total(r, 10, -150e6);
  CHECK(text_of(r, "capital_lost").find("!! the drawdown of 149.") == 0);
  CHECK(text_of(r, "capital_lost").find("is more than the capital of 100.00m: nobody could have held this to the end |"
                                        " raise portfolio.capital or size smaller") != std::string::npos);
}

TEST_CASE("an open position says what closing it would cost") {
  const std::string text = text_of(small_run({.keep_open = true}), "open_at_end");
  CHECK(text.find("gross still open on 2021-12-31; closing it would cost about") != std::string::npos);
}

TEST_CASE("breaks and stores without checksums are notes") {
  RunResult r = small_run();
  r.store.unchecksummed = true;
  r.break_cells = 2;
  BreakConfig b;
  b.date = make_date(2020, 6, 30);
  r.config.breaks = {b};
  CHECK(text_of(r, "breaks_used") == "i 2 spread changes replaced by a listed break (2020-06-30) | ");
  CHECK(text_of(r, "unchecksummed_store") ==
        "i the store has no checksums: damage to the file would be read as numbers | rewrite it with relval data"
        " import, or pin it with market.sha256");
}

TEST_CASE("a Sharpe ratio near zero and a P&L that follows itself are warnings") {
  RunResult r = small_run();
  for (std::size_t i = 0; i < r.pnl.size(); ++i) r.pnl[i] = {};
  for (std::size_t t = 0; t < r.rows(); ++t) move_total(r, t, t % 12 < 6 ? 1e5 : -1e5);
  CHECK(text_of(r, "autocorrelation").find("! the P&L follows itself: lag-1 autocorrelation 0.71 (chance alone: below"
                                           " 0.41)") == 0);
  CHECK(text_of(r, "autocorrelation").find("; un-smoothed: volatility ") != std::string::npos);
}

TEST_CASE("problems come before warnings and warnings before notes") {
  RunResult r = small_run({.keep_open = true});
  r.fields[1].sampling = Sampling::average;
  CHECK(ids_of(r) ==
        std::vector<std::string>{"averaged_marks", "losing_side", "carry_sign", "thin_sample", "open_at_end"});
}

TEST_CASE("fail_on picks findings by id, and an unknown id is an error with its place") {
  RunConfig config;
  ReportConfig& report = config.report;
  report.fail_on = {{"thin_sample", {}}, {"no_cost", {}}};
  const auto failing = failing_findings(summarise(small_run()).findings, config);
  REQUIRE(failing.size() == 1);
  CHECK(failing[0].id == "thin_sample");

  report.fail_on.push_back({"thin_sampel", {"c.yaml", 4, 12, "  fail_on: [thin_sampel]"}});
  Problems problems(ErrorKind::usage);
  check_fail_on(report, problems);
  CHECK(problems.render() ==
        "c.yaml:4:12: no finding is called 'thin_sampel'\n"
        "  4 |   fail_on: [thin_sampel]\n"
        "    |            ^\n"
        "  did you mean 'thin_sample'?");
}

TEST_CASE("trades at spreads that are hardly in bp are told") {
  RunResult r = small_run();
  CHECK(text_of(r, "unusual_spreads") == "");
  r.trades.front().spread_bp = 0.012;
  CHECK(text_of(r, "unusual_spreads").find("!! 1 trade outside 1 to 10000 bp, the first at 0.012 bp") == 0);
}

TEST_CASE("stale.on_breach: fail makes stale marks fail a run, and nothing else") {
  const std::vector<Finding> findings = {{"stale_marks", Severity::warning, "", ""},
                                         {"thin_sample", Severity::warning, "", ""}};
  RunConfig config;
  CHECK(failing_findings(findings, config).empty());
  config.stale.fail = true;
  const auto failing = failing_findings(findings, config);
  REQUIRE(failing.size() == 1);
  CHECK(failing[0].id == "stale_marks");
}

TEST_CASE("a tail larger than the whole P&L is told with its multiple") {
  RunResult r = small_run();
  Summary s = summarise(r, small_market());
  const double loss = -find_stress(s.risk.stress_at_entry, "covid")->total;
  REQUIRE(loss > 0);
  move_total(r, 10, loss / 4 - s.statistics.total);  // a quarter of the tail is left
  s = summarise(r, small_market());
  const Finding* f = find(s, "tail_against_pnl");
  REQUIRE(f);
  CHECK(f->severity == Severity::warning);
  CHECK(f->text.find("tail: Covid x3.93 on the spreads of 2020-02-28 would have lost ") == 0);
  CHECK(f->text.find(", 4.0x the P&L of ") != std::string::npos);
  move_total(r, 10, loss);  // 1.25 times the tail
  s = summarise(r, small_market());
  CHECK(find(s, "tail_against_pnl") == nullptr);
}

TEST_CASE("sides more than a year apart on the curve are a steepener or a flattener") {
  const RunResult r = small_run();
  MarketData market = small_market();
  Summary s = summarise(r, market);
  CHECK(find(s, "tenor_mismatch") == nullptr);  // 7.2 against 7.5 years
  for (std::size_t t = 0; t < market.dates.size(); ++t) market.fields["duration"].panel.row(t)[2] = 10;
  s = summarise(r, market);
  REQUIRE(find(s, "tenor_mismatch"));
  // (6.5^2 + 8^2) / (6.5 + 8) = 7.33 years
  CHECK(find(s, "tenor_mismatch")->text ==
        "hyperscaler (the short side) is 2.7 years longer (CS01-weighted 10.0 against 7.3): the pair is a credit"
        " steepener");
  for (std::size_t t = 0; t < market.dates.size(); ++t) market.fields["duration"].panel.row(t)[2] = 2;
  s = summarise(r, market);
  CHECK(find(s, "tenor_mismatch")->text.find("industrial (the long side) is 5.3 years longer") == 0);
  CHECK(find(s, "tenor_mismatch")->text.find("flattener") != std::string::npos);
}

TEST_CASE("a net notional of more than a tenth of gross is a note where both sides are held") {
  RunResult r = small_run();
  CHECK(text_of(r, "net_notional") == "");
  for (std::size_t t = 0; t < r.rows(); ++t) r.exposure[(t * 2 + 1) * kSides + 1].notional *= 0.5;
  CHECK(text_of(r, "net_notional") ==
        "i net notional of 47.10m, 34 % of gross, on 2021-10-29: defaults do not cancel between the sides | ");
}

TEST_CASE("docs/findings.md lists every finding as the register says") {
  const Path page = Path(RELVAL_SOURCE_DIR) / "docs" / "findings.md";
  const std::string written = read_file(page), head = "| id | when |\n| --- | --- |\n";
  const auto table = written.find(head);
  REQUIRE(table != std::string::npos);
  std::string rows;
  for (const FindingKind& k : known_findings()) rows += "| `" + k.id + "` | " + k.help + " |\n";
  const auto after = written.find("\n\n", table + head.size());
  if (std::getenv("RELVAL_WRITE_DOCS"))
    write_file(page, written.substr(0, table) + head + rows + written.substr(after + 1));
  INFO("set RELVAL_WRITE_DOCS=1 and run this test to write the table anew");
  CHECK(read_file(page).find(head + rows + "\n") != std::string::npos);
}

TEST_CASE("every id is known once") {
  auto ids = known_finding_ids();
  CHECK(ids.size() == 43);
  std::sort(ids.begin(), ids.end());
  CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
}
