// What a rerun says against what was approved: the cause in the order in which it is looked for, first day, figures.
#include <functional>

#include "../analytics/small_run.hpp"
#include "base/error.hpp"
#include "catch.hpp"
#include "report/check_text.hpp"
#include "report/comparison.hpp"

using namespace relval;

namespace {

Expectation small(const std::function<void(RunResult&, MarketData&)>& change = {}) {
  RunResult r = small_run();
  MarketData m = small_market();
  if (change) change(r, m);
  return expectation_of(r, summarise(r, m), m);
}

Comparison after(const std::function<void(RunResult&, MarketData&)>& change, const ExpectConfig& expect = {}) {
  return compare(small(), small(change), expect);
}

void move_spread_pnl(RunResult& r, std::size_t row, double by) {
  PnlCell& cell = r.pnl[row * r.legs.size() * kSides];
  cell.component[index_of(Component::spread_first)] += by;
  cell.total += by;
}

std::string figure(const Expectation& e, const std::string& name) {
  const std::string* text = find_text(e.figures, name);
  return text ? *text : "(none)";
}

}  // namespace

TEST_CASE("an expectation reads back as it was written") {
  Expectation e = small();
  e.reason = "a first look";
  const ExpectationFiles files = expectation_files(e);
  const Expectation back = read_expectation(files, "x");
  CHECK(expectation_files(back).json == files.json);
  CHECK(expectation_files(back).csv == files.csv);
  CHECK(back.days == e.days);
  CHECK(compare(e, back, {}).verdict == Verdict::same);
  CHECK(e.rows == 24);
  CHECK(figure(e, "statistics.total") != "(none)");
  CHECK(figure(e, "statistics.trades") == "9");
  CHECK(find_text(e.months, "2020-03 industrial") != nullptr);
}

TEST_CASE("a damaged expectation is refused with its place") {
  const ExpectationFiles good = expectation_files(small());
  const auto refusal = [&](ExpectationFiles files) {
    try {
      read_expectation(files, "results/baselines/x");
    } catch (const Error& e) {
      CHECK(e.kind() == ErrorKind::data);
      return std::string(e.what());
    }
    return std::string("read");
  };
  CHECK_THAT(refusal({"{", good.csv}), Catch::Contains("x.json: a baseline was expected"));
  CHECK_THAT(refusal({good.json, ""}), Catch::Contains("x.csv: the columns date,data,positions,pnl were expected"));
  CHECK_THAT(refusal({good.json, good.csv.substr(0, good.csv.size() / 2)}), Catch::Contains("x.csv: "));
  std::string no_figures = good.json;
  no_figures.replace(no_figures.find("\"figures\""), 9, "\"figurez\"");
  CHECK_THAT(refusal({no_figures, good.csv}), Catch::Contains("'figures' was expected"));
}

TEST_CASE("a P&L that moved is told with its day, leg, component and size") {
  const Comparison c = after([](RunResult& r, MarketData&) { move_spread_pnl(r, 7, 1000); });
  CHECK(c.verdict == Verdict::numbers);
  CHECK(c.causes.empty());
  CHECK(c.first_date == "2020-08-31");
  CHECK_FALSE(c.first_in_positions);
  REQUIRE_FALSE(c.first_cells.empty());
  CHECK(c.first_cells[0] == "industrial spread_first");
  REQUIRE_FALSE(c.figures.empty());
  CHECK(c.figures[0].name == "statistics.total");
  CHECK(*c.figures[0].absolute == Approx(1000).epsilon(1e-6));
}

TEST_CASE("a cause is looked for in data, config, plugin and engine, in this order") {
  const Expectation was = small();
  Expectation is = small([](RunResult& r, MarketData& m) {
    move_spread_pnl(r, 7, 1000);
    m.fields["spread"].panel.row(9)[0] += 1;
    r.data_digest = "another";
    r.config.valuation.carry_basis = CarryBasis::act360;
    r.strategy.version = "2";
  });
  is.engine[1].second = "99";
  Comparison c = compare(was, is, {});
  CHECK(c.verdict == Verdict::data);
  CHECK(c.causes[0] == "values first differ on 2020-10-30");
  CHECK_THAT(c.causes[1], Catch::Contains("field spread"));
  CHECK(c.notes.size() == 3);
  is.data = was.data;
  for (std::size_t t = 0; t < is.days.size(); ++t) is.days[t].data = was.days[t].data;
  c = compare(was, is, {});
  CHECK(c.verdict == Verdict::config);
  CHECK(c.causes == std::vector<std::string>{"valuation.carry_basis: act365 -> act360"});
  is.config = was.config;
  c = compare(was, is, {});
  CHECK(c.verdict == Verdict::plugin);
  CHECK(c.causes == std::vector<std::string>{"version: 1.0 -> 2"});
  is.plugin = was.plugin;
  CHECK(compare(was, is, {}).verdict == Verdict::engine);
  is.engine = was.engine;
  CHECK(compare(was, is, {}).verdict == Verdict::numbers);
}

TEST_CASE("code that moved nothing is as approved, an input that moved nothing is told") {
  const Expectation was = small();
  Expectation is = small();
  is.engine[2].second = "other sources";
  is.plugin[2].second = "another compiler's";
  const Comparison built_anew = compare(was, is, {});
  CHECK(built_anew.verdict == Verdict::same);
  CHECK(built_anew.notes.size() == 2);
  CHECK(after([](RunResult& r, MarketData&) { r.config.description = "other words"; }).verdict == Verdict::same);
  const Comparison config = after([](RunResult& r, MarketData&) { r.config.stale.max_rows = 6; });
  CHECK(config.verdict == Verdict::config);
  CHECK(config.figures.empty());
}

TEST_CASE("the last bits are a class of their own, and no fault where the config says so") {
  const auto last_bit = [](RunResult& r, MarketData&) {
    PnlCell& cell = r.pnl[7 * r.legs.size() * kSides];
    cell.total = std::nextafter(cell.total, 1e300);
  };
  CHECK(after(last_bit).verdict == Verdict::bytes);
  ExpectConfig loose;
  loose.exact = false;
  CHECK(after(last_bit, loose).verdict == Verdict::same);
}

TEST_CASE("tolerances are of every figure or of one") {
  const auto moved = [](RunResult& r, MarketData&) { move_spread_pnl(r, 7, 1e-3); };
  ExpectConfig expect;
  expect.exact = false;
  CHECK(after(moved, expect).verdict == Verdict::numbers);
  expect.relative = 1e-2;
  CHECK(after(moved, expect).verdict == Verdict::same);
  expect.figures = {{"total", 0, 1e-4}};  // nearer than the others
  const Comparison c = after(moved, expect);
  CHECK(c.verdict == Verdict::numbers);
  for (const FigureChange& f : c.figures)
    CHECK_THAT(f.name, Catch::EndsWith("total") || Catch::EndsWith("total.value"));
}

TEST_CASE("the longest name of a figure has its tolerance, in whatever order they are written") {
  const auto moved = [](RunResult& r, MarketData&) { move_spread_pnl(r, 7, 1e-3); };
  ExpectConfig expect;
  expect.exact = false;
  expect.relative = 1;
  expect.figures = {{"total", 0, 1e-4}, {"statistics.total", 0, 1}};
  const Comparison one = after(moved, expect);
  std::swap(expect.figures[0], expect.figures[1]);
  const Comparison other = after(moved, expect);
  CHECK(one.figures.size() == other.figures.size());
  for (const FigureChange& f : one.figures) CHECK(f.name != "statistics.total");
  CHECK_FALSE(one.figures.empty());
  CHECK(one.within > 0);
}

TEST_CASE("a store that differs where only variations look is the cause of what they moved") {
  Expectation was = small(), is = small();
  was.data.emplace_back("file", "1");
  is.data.emplace_back("file", "2");
  CHECK(compare(was, is, {}).verdict == Verdict::same);
  was.figures.emplace_back("variations.cases.low.total", "1");
  is.figures.emplace_back("variations.cases.low.total", "2");
  const Comparison c = compare(was, is, {});
  CHECK(c.verdict == Verdict::data);
  CHECK_THAT(c.causes[0], Catch::Contains("only variations"));
}

TEST_CASE("a run of other dates and a finding that is new are figures too") {
  Expectation shorter = small();
  shorter.days.pop_back();
  shorter.rows -= 1;
  Comparison c = compare(small(), shorter, {});
  CHECK(c.verdict == Verdict::numbers);
  CHECK(c.first_date == "2021-12-31");
  Expectation more = small();
  more.findings.push_back("problem tail");
  c = compare(small(), more, {});
  CHECK(c.verdict == Verdict::numbers);
  CHECK(c.findings == std::vector<std::string>{"new: problem tail"});
}
