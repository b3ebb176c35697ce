// The screen as a user sees it, whole.
#include "base/text.hpp"
#include "golden.hpp"
#include "report/layout.hpp"
#include "report/terminal.hpp"
#include "../analytics/small_run.hpp"

using namespace relval;

namespace {

const ScreenFooter kFooter = {"results/small_pair/3fa9c1d20b7e", "", 0.21};

void check_size(const std::string& screen, std::size_t most_lines) {
  const auto lines = split(screen, '\n');
  CHECK(lines.size() - 1 <= most_lines);
  for (const std::string& line : lines) {
    INFO(line);
    CHECK(width_of(line) <= kScreenWidth);
    CHECK((line.empty() || line.back() != ' '));
  }
}

// One leg a name, twenty of them: the screen must not grow with the book.
RunResult many_legs() {
  RunResult r = small_run();
  const std::size_t rows = r.rows(), legs = 20;
  std::vector<PnlCell> pnl(rows * legs * kSides);
  std::vector<Exposure> exposure(rows * legs * kSides);
  for (std::size_t t = 0; t < rows; ++t) {
    for (std::size_t l = 0; l < legs; ++l) {
      for (std::size_t s = 0; s < kSides; ++s) {
        const std::size_t from = (t * 2 + l % 2) * kSides + s, to = (t * legs + l) * kSides + s;
        pnl[to] = r.pnl[from];
        exposure[to] = r.exposure[from];
        exposure[to].notional *= static_cast<double>(l + 1);
      }
    }
  }
  r.pnl = pnl;
  r.exposure = exposure;
  const std::vector<LegInfo> two = r.legs;
  r.legs.clear();
  for (std::size_t l = 0; l < legs; ++l) {
    r.legs.push_back(two[l % 2]);
    r.legs.back().name += "_with_a_long_name_" + std::to_string(l);
  }
  for (Trade& t : r.trades) t.leg = 0;
  return r;
}

}  // namespace

TEST_CASE("the full screen says all there is") {
  const RunResult r = small_run();
  const std::string screen = run_screen(r, summarise(r, small_market()), kFooter, Detail::full);
  check_golden("small_run.txt", screen);
  check_size(screen, 95);
}

TEST_CASE("the brief screen has the questions of a pair, its spreads beside its P&L") {
  const RunResult r = small_run();
  const std::string screen = run_screen(r, summarise(r, small_market()), kFooter, Detail::brief);
  check_golden("small_run_brief.txt", screen);
  check_size(screen, 40);
}

TEST_CASE("synthetic and averaged data are said at the top and among the findings") {
  RunResult r = small_run({.keep_open = true});
  r.store.synthetic = true;
  r.fields[1].sampling = Sampling::average;
  r.instruments.text["currency"] = {"USD", "USD", "USD"};
  const ScreenFooter footer = {"results/small_pair/3fa9c1d20b7e", "unchanged", -1};
  const std::string screen = run_screen(r, summarise(r, small_market()), footer, Detail::full);
  check_golden("synthetic_average.txt", screen);
  check_size(screen, 101);
}

TEST_CASE("the case of a market is said beside SYNTHETIC, and by itself where the data are real") {
  RunResult r = small_run();
  r.store.market_case = "base";
  CHECK(run_screen(r, summarise(r), kFooter, Detail::full).find("static_pair    case base\n") != std::string::npos);
  r.store.synthetic = true;
  CHECK(run_screen(r, summarise(r), kFooter, Detail::full).find("static_pair\n  *** SYNTHETIC, case base ***\n") !=
        std::string::npos);
}

TEST_CASE("many legs are summed up, the largest named") {
  const RunResult r = many_legs();
  const std::string screen = run_screen(r, summarise(r, small_market()), kFooter, Detail::full);
  check_golden("many_legs.txt", screen);
  check_size(screen, 101);
}

TEST_CASE("a pair on two parts of the curve shows where its CS01 sits, and hyperscalers their scenarios") {
  RunResult r = small_run();
  r.instruments.text["parent"] = {"CAT", "UNP", "AMZN"};
  MarketData market = small_market();
  for (std::size_t t = 0; t < market.dates.size(); ++t) market.fields["duration"].panel.row(t)[2] = 12;
  const std::string screen = run_screen(r, summarise(r, market), kFooter, Detail::full);
  check_golden("steepener.txt", screen);
  check_size(screen, 101);
}

TEST_CASE("a book that was not kept is said, and the realised tail stands") {
  const RunResult r = small_run();
  const std::string screen = run_screen(r, summarise(r), kFooter, Detail::full);
  CHECK(screen.find("\n         the book as it stands: not kept (report.by_name keeps it)\n") != std::string::npos);
  CHECK(screen.find("\nrealised                     152.2 ") != std::string::npos);
  CHECK(screen.find("STRESS") == std::string::npos);
}

TEST_CASE("a run without a trade says so and little else") {
  RunResult r = small_run();
  r.trades.clear();
  r.pnl.assign(r.pnl.size(), {});
  r.exposure.assign(r.exposure.size(), {});
  r.names.assign(r.names.size(), {});
  r.held_cells = r.stale_cells = 0;
  const std::string screen = run_screen(r, summarise(r, small_market()), kFooter, Detail::full);
  check_golden("never_traded.txt", screen);
  check_size(screen, 20);
}

TEST_CASE("amounts are in one unit that is said") {
  CHECK(scale_for(2.5e6)(1234567) == "1,234.6");
  CHECK(scale_for(2.5e6).unit == "k");
  CHECK(scale_for(250e6)(-20e6) == "-20.0");
  CHECK(pnl_scale_for(25e6)(-20e3) == "-20.0");
  CHECK(pnl_scale_for(250e6).unit == "m");
  CHECK(scale_for(50)(1.25) == "1.25");
  CHECK(scale_for(5e6)(-0.4) == "0.0");
  CHECK(amount(-75000) == "-75.0k");
  CHECK(amount(999960) == "1.00m");
  CHECK(amount(103448275.9) == "103.4m");
  CHECK(amount(0) == "0");
  CHECK(signed_amount(75) == "+75");
}

TEST_CASE("a wrapped line ends with a word and goes on at its indent") {
  const std::string long_word(90, 'x');
  CHECK(wrapped(long_word + "  and  more", 4) == long_word + "  and\n    more\n");
  CHECK(wrapped("a  b", 2) == "a  b\n");
}

TEST_CASE("columns count characters, not bytes") {
  CHECK(pad_right("Société", 9) == "Société  ");
  CHECK(pad_right("Société Générale", 9) == "Soci..ale");
  CHECK(pad_left("1.0", 5) == "  1.0");
}
