// Lists and comparisons of runs as text: widths, order, what is cut and what is not.
#include "report/run_list_text.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "catch.hpp"
#include "report/run_comparison.hpp"
#include "report/run_note.hpp"

using namespace relval;

namespace {

ListedRun listed(const std::string& config, const std::string& id, const std::string& written_at, bool latest) {
  ListedRun r;
  r.directory = Path("results") / config / id;
  r.id = id;
  r.config = config;
  r.first = "2025-05-01";
  r.last = "2026-01-30";
  r.written_at = written_at;
  r.latest = latest;
  r.total = -2511576.9;
  r.annual_return = -0.0338;
  r.max_drawdown = 514848;
  return r;
}

RunComparison compared(std::size_t runs) {
  RunComparison c;
  for (std::size_t i = 0; i < runs; ++i)
    c.runs.push_back({"results/x/aaaa", "aaaaaaaaaaaa", "x", "2025-05-01", "2026-01-30", "", i == 1});
  std::vector<double> money, share;
  for (std::size_t i = 0; i < runs; ++i) {
    money.push_back(-250000.0 * static_cast<double>(i + 1));
    share.push_back(i == 0 ? 0.5 : kNaN);
  }
  c.figures = {{"P&L", "carry", FigureUnit::currency, money}, {"STATISTICS", "hit rate", FigureUnit::percent, share}};
  for (int i = 0; i < 9; ++i)
    c.figures.push_back({"STRESS at entry", format("scenario {}", i), FigureUnit::currency,
                         std::vector<double>(runs, 1000.0 * i)});
  return c;
}

std::size_t widest(const std::string& screen) {
  std::size_t most = 0;
  for (const std::string& line : split(screen, '\n')) most = std::max(most, line.size());
  return most;
}

}  // namespace

TEST_CASE("a list has a line a run, a dash for what is not defined, and a mark for latest") {
  RunList list;
  list.runs = {listed("industrial_vs_hyperscaler", "3fa9c1d20b7e", "2026-01-30T09:04:00Z", true)};
  CHECK(run_list_screen(list) ==
        "  id            config              dates            written, UTC       P&L % a year Sharpe drawdown\n"
        "* 3fa9c1d20b7e  industria..erscaler 2025-05..2026-01 26-01-30 09:04  -2.51m    -3.38      -   514.8k\n"
        "1 run; * what latest points at\n");
  list.runs[0].synthetic = true;
  list.runs[0].note = "wider band";
  CHECK(run_list_screen(list).find("\n                *** SYNTHETIC ***  wider band\n") != std::string::npos);
  CHECK(widest(run_list_screen(list)) <= 100);
}

TEST_CASE("each config keeps its own newest runs and what its latest points at") {
  RunList list;
  list.runs = {listed("a", "aaaaaaaaaaa4", "4", false), listed("b", "bbbbbbbbbbb3", "3", true),
               listed("a", "aaaaaaaaaaa2", "2", true), listed("a", "aaaaaaaaaaa1", "1", false),
               listed("b", "bbbbbbbbbbb0", "0", false)};
  std::vector<std::string> gone;
  for (const ListedRun& r : to_prune(list, 1)) gone.push_back(r.id);
  CHECK(gone == std::vector<std::string>{"aaaaaaaaaaa1", "bbbbbbbbbbb0"});
  CHECK(to_prune(list, 3).empty());
}

TEST_CASE("two and three runs have their changes beside them, more have them below") {
  const std::string two = comparison_screen(compared(2));
  const auto blanks = [](std::size_t n) { return std::string(n, ' '); };
  CHECK(two.find("\nP&L k" + blanks(38) + "A" + blanks(15) + "B" + blanks(11) + "B - A\n  carry" + blanks(31) +
                 "-250.0" + blanks(10) + "-500.0" + blanks(10) + "-250.0\n") != std::string::npos);
  CHECK(two.find("\n  hit rate, %" + blanks(26) + "50.00" + blanks(15) + "-" + blanks(15) + "-\n") !=
        std::string::npos);
  CHECK(comparison_screen(compared(3)).find("C - A\n") != std::string::npos);
  const std::string four = comparison_screen(compared(4));
  CHECK(four.find(" - A") == std::string::npos);
  CHECK(four.find("\n    against A                                         -250.0          -500.0          -750.0\n") !=
        std::string::npos);
  for (std::size_t runs = 2; runs <= kMostCompared; ++runs) CHECK(widest(comparison_screen(compared(runs))) <= 100);
}

TEST_CASE("of many scenarios the screen has the six largest, JSON all") {
  const std::string screen = comparison_screen(compared(2)), json = comparison_json(compared(2));
  CHECK(screen.find("scenario 2") == std::string::npos);
  CHECK(screen.find("scenario 3") != std::string::npos);
  CHECK(json.find("scenario 1") != std::string::npos);
}

TEST_CASE("values of a key that are long have a line each") {
  RunComparison c = compared(2);
  c.differs = {{"sizing.unit", {"cs01", "dts"}}, {"legs.a.instruments", {std::string(60, 'x'), std::string(60, 'y')}}};
  const std::string screen = comparison_screen(c);
  CHECK(screen.find("\nWHAT DIFFERS  A | B\n  sizing.unit  cs01 | dts\n  legs.a.instruments\n    A  xxx") !=
        std::string::npos);
}

TEST_CASE("a note is one line of at most 200 characters") {
  CHECK(checked_note("  wider band ") == "wider band");
  CHECK_THROWS_AS(checked_note("a\tb"), Error);
  CHECK_THROWS_AS(checked_note("\xff"), Error);
  CHECK(checked_note(std::string(200, 'x')).size() == 200);
  CHECK_THROWS_AS(checked_note(std::string(201, 'x')), Error);
}
