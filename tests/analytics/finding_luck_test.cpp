// Findings about how much a result proves and whether its inputs can be meant: each where its cause is, not elsewhere.
#include "analytics/finding_rules.hpp"
#include "analytics/summary.hpp"
#include "catch.hpp"
#include "found.hpp"
#include "small_run.hpp"

using namespace relval;
using namespace relval::test;

TEST_CASE("a P&L that chance alone could make may be luck, one far from zero not, and synthetic data cannot tell") {
  RunResult r = small_run();
  for (std::size_t i = 0; i < r.pnl.size(); ++i) r.pnl[i] = {};
  for (std::size_t t = 0; t < r.rows(); ++t) move_total(r, t, t % 2 ? 1e5 : -0.9e5);
  const std::string text = text_of(r, "luck");
  CHECK(text.find("! may be luck: 95 % of 1,000 resamples in blocks of ") == 0);
  // 5k a month with a deviation of 97.0k: 0.0515 x 12^1/2
  CHECK(text.find("; Sharpe 0.18, 95 % interval -") != std::string::npos);
  CHECK(text.find(" | a ratio like this needs ") != std::string::npos);
  r.store.synthetic = true;
  CHECK(text_of(r, "luck") == "");
  r.store.synthetic = false;
  for (std::size_t t = 0; t < r.rows(); ++t) move_total(r, t, 5e5);
  CHECK(text_of(r, "luck") == "");
  for (std::size_t t = 0; t < r.rows(); ++t) move_total(r, t, -10e5);  // a loss far from zero is no luck either
  CHECK(text_of(r, "luck") == "");
}

TEST_CASE("more numbers than bets can carry are a warning, names and words are no numbers") {
  RunResult r = small_run();
  r.config.strategy.parameters = {{"long", {"industrial", {}}}, {"enter", {"-2", {}}}, {"window", {"6m", {}}}};
  CHECK(text_of(r, "many_parameters").find("! 2 numbers of the strategy stated, positions opened on 1 month | ") == 0);
  r.config.report.vary = {{"strategy.enter", {"1", "2", "3"}, {}}, {"sizing.unit", {"cs01"}, {}}};
  CHECK(text_of(r, "many_parameters").find("on 1 month, 4 settings of it tried here | ") != std::string::npos);
  r.config.strategy.parameters = {{"long", {"industrial", {}}}};
  CHECK(text_of(r, "many_parameters") == "");
}

TEST_CASE("a P&L that hangs on one issuer is a warning") {
  const RunResult r = small_run();
  const double total = summarise(r).statistics.total;
  Variations v;
  v.left_out = {{"A", 1, "", {}}, {"B", 1, "cannot run", {}}};
  v.left_out[0].figures.total = 0.6 * total;
  const auto found = [&] {
    const Summary s = summarise(r, small_market(), v);
    const Finding* f = find(s, "one_issuer");
    return f ? f->text : "";
  };
  CHECK(found() == "");
  v.left_out[0].figures.total = -1000;
  CHECK(found() == "without A the run makes -1,000 instead of " + money(total));
}

TEST_CASE("a book that is tiny against its capital, and rates that look like a slip of the unit") {
  RunResult r = small_run();
  CHECK(text_of(r, "tiny_book") == "");
  r.config.portfolio.capital = 1e11;
  CHECK(text_of(r, "tiny_book").find(" of the capital of 100.00bn | check the unit") != std::string::npos);
  r = small_run();
  CHECK(text_of(r, "cheap_rates") == "");
  r.config.financing.borrow_fee_bp = 0.3;
  CHECK(text_of(r, "cheap_rates").find("! unusually cheap: a borrow fee of 0.3 bp a year") == 0);
  r.config.financing.borrow_fee_bp = 30;
  for (Trade& t : r.trades) t.cost *= 0.001, t.half_spread_bp *= 0.001;
  for (PnlCell& c : r.pnl) c.component[index_of(Component::cost)] *= 0.001;
  CHECK(text_of(r, "cheap_rates").find("! unusually cheap: a mean half-spread of 0.0") == 0);
}

TEST_CASE("a scenario that would take more than the capital is a problem") {
  RunResult r = small_run({.keep_open = true});
  const auto found = [&] {
    const Summary s = summarise(r, small_market());
    const Finding* f = find(s, "stress_beyond_capital");
    return f ? std::string(mark_of(f->severity)) + " " + f->text : "";
  };
  CHECK(found() == "");
  r.config.portfolio.capital = 20e6;
  CHECK(found() == "!! GFC x6.98 on the book at entry loses 21.56m, more than the capital of 20.00m");
}
