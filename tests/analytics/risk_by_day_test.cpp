// The risk of every row: each figure against the measure of the book of that row, and what must hold of any run.
#include <algorithm>
#include <cmath>

#include "analytics/factor_betas.hpp"
#include "analytics/risk_by_day.hpp"
#include "analytics/risk_sample.hpp"
#include "analytics/small_run.hpp"
#include "analytics/summary.hpp"
#include "base/random.hpp"
#include "catch.hpp"
#include "config/rating.hpp"

using namespace relval;
using test::SampleBook;
using test::SampleName;

namespace {

// Three legs' worth of spreads that walk, with gaps; 40 rows of which 25 are of the run.
SampleBook walking_book() {
  const RandomStream random(11, 0);
  std::vector<SampleName> names = {{"CAT_10Y", "CAT", "capital_goods", 0, 10e6, 8, {}},
                                   {"DE_5Y", "DE", "capital_goods", 0, 20e6, 4.5, {}, 0.25},
                                   {"CAT_5Y", "CAT", "capital_goods", 0, -4e6, 4, {}},
                                   {"AMZN_10Y", "AMZN", "technology", 1, -12e6, 9, {}},
                                   {"META_30Y", "META", "technology", 1, -5e6, 16, {}}};
  constexpr std::size_t kRows = 40;
  for (std::size_t i = 0; i < names.size(); ++i) {
    double spread = 60 + 10 * static_cast<double>(i);
    for (std::size_t t = 0; t < kRows; ++t) {
      spread *= 1 + 0.03 * random.normal(t * names.size() + i);
      names[i].spread_bp.push_back((t + 7 * i) % 13 == 5 ? kNaN : spread);  // now and then no quote
    }
  }
  for (std::size_t i = 3; i < 5; ++i) names[i].spread_bp[30] = kNaN;  // a row without any move of the second leg
  return sample_book(names, 15);
}

double at(const RiskByDay& days, const char* name, std::size_t row, std::size_t label = 0) {
  const RiskColumn* c = find_column(days, name);
  REQUIRE(c != nullptr);
  return c->values[row * std::max<std::size_t>(1, c->labels.size()) + label];
}

bool same(double a, const Statistic& b) { return b.ok() ? a == b.value : std::isnan(a); }

const std::vector<double> kNoPnl(25, 0.0);

}  // namespace

TEST_CASE("VaR and ES of a row are those of its book over the same window, to the bit") {
  SampleBook s = walking_book();
  for (const int window : {20, 22, 1000}) {
    s.run.config.report.risk_window = window;
    const RiskByDay days = risk_by_day(s.run, &s.market, kNoPnl);
    CHECK(days.window == static_cast<std::size_t>(window));
    CHECK(days.rows_with_tails == 25);
    for (std::size_t t = 0; t < s.run.rows(); ++t) {
      const HistoricalSimulation h = simulate_history(s.on(t), s.run, s.market, days.window);
      CHECK(at(days, "book_scenarios", t) == static_cast<double>(h.pnl.size()));
      CHECK(same(at(days, "book_var_95", t), h.tail.at_95.var));
      CHECK(same(at(days, "book_es_95", t), h.tail.at_95.es));
      CHECK(same(at(days, "book_var_99", t), h.tail.at_99.var));
    }
    CHECK(at(days, "book_scenarios", 24) < std::min(window, 39));  // the row without any move of a leg is left out
  }
}

TEST_CASE("buckets, defaults and owners of a row are those of its book") {
  const SampleBook s = walking_book();
  const RiskByDay days = risk_by_day(s.run, &s.market, kNoPnl);
  CHECK(find_column(days, "cs01_sector_l1") == nullptr);  // no name states one
  CHECK(find_column(days, "cs01_sector_l3")->labels == std::vector<std::string>{"capital_goods", "technology"});
  CHECK(find_column(days, "cs01_rating") == nullptr);
  for (std::size_t t = 0; t < s.run.rows(); ++t) {
    const RiskBook book = s.on(t);
    const TenorBuckets tenors = tenor_buckets(book, 2);
    double cs01 = 0;
    for (const Holding& h : book.holdings) cs01 += cs01_of(h);
    double by_tenor = 0;
    for (std::size_t n = 0; n < kTenorNodes.size(); ++n) {
      CHECK(at(days, "cs01_tenor", t, n) == tenors.total[n]);
      by_tenor += tenors.total[n];
    }
    CHECK(by_tenor == Approx(cs01));
    CHECK(at(days, "cs01_net", t) == Approx(cs01));
    CHECK(at(days, "cs01_sector_l3", t, 0) + at(days, "cs01_sector_l3", t, 1) == Approx(cs01));
    CHECK(at(days, "cs01_sector_l3", t, 1) == Approx(12e6 * 9e-4 + 5e6 * 16e-4));
    const JumpToDefault jump = jump_to_default(book);
    CHECK(at(days, "jtd_worst", t) == jump.losses[0].pnl);
    CHECK(at(days, "jtd_worst_5", t) == jump.losses[0].pnl + jump.losses[1].pnl);
    CHECK(at(days, "jtd_gross", t) == jump.gross);
    CHECK(at(days, "jtd_gross_no_recovery", t) == jump.gross_no_recovery);
    CHECK(at(days, "jtd_worst_5_no_recovery", t) == -26e6);  // DE 20m and CAT 6m
    CHECK(same(at(days, "hhi_cs01", t), name_concentration(by_owner(book, cs01_of)).hhi));
    CHECK(same(at(days, "effective_names_dts", t), name_concentration(by_owner(book, dts_of)).effective_names));
  }
}

TEST_CASE("rows that come later change no risk of a row before them") {
  const SampleBook whole = walking_book();
  SampleBook cut = whole;
  for (auto& [name, field] : cut.market.fields)
    for (std::size_t t = 30; t < 40; ++t)
      for (std::size_t i = 0; i < 5; ++i) field.panel.row(t)[i] = 500;
  const RiskByDay before = risk_by_day(whole.run, &whole.market, kNoPnl);
  const RiskByDay after = risk_by_day(cut.run, &cut.market, kNoPnl);
  REQUIRE(before.columns.size() == after.columns.size());
  std::size_t differ = 0;
  for (std::size_t c = 0; c < before.columns.size(); ++c) {
    const std::size_t width = before.columns[c].values.size() / 25;
    for (std::size_t i = 0; i < 25 * width; ++i) {
      const double x = before.columns[c].values[i], y = after.columns[c].values[i];
      const bool equal = x == y || (std::isnan(x) && std::isnan(y));
      if (i < 15 * width) CHECK(equal);  // rows of the run before the market's 30th
      else differ += equal ? 0 : 1;
    }
  }
  CHECK(differ > 0);
}

TEST_CASE("the last held row's figures are those of the book as it stands, and flat rows can lose nothing") {
  const RunResult r = small_run();
  const Summary s = summarise(r, small_market());
  const RiskByDay& days = s.risk_by_day;
  CHECK(days.status == Status::ok);
  std::size_t last = 0;
  for (std::size_t t = 0; t < r.rows(); ++t)
    if (r.dates[t] == s.risk.date) last = t;
  CHECK(days.last_held_row == last);
  CHECK(same(at(days, "book_var_95", last), s.risk.as_it_stands.tail.at_95.var));
  CHECK(same(at(days, "book_es_95", last), s.risk.as_it_stands.tail.at_95.es));
  CHECK(std::isnan(at(days, "book_var_99", last)));  // 21 scenarios have no worst hundredth
  CHECK(at(days, "effective_names_cs01", last) == s.risk.of_cs01.effective_names.value);
  CHECK(at(days, "jtd_gross", last) == s.risk.jump.gross);
  CHECK(at(days, "book_var_95", 0) == 0);
  CHECK(at(days, "book_var_99", r.rows() - 1) == 0);
  CHECK(same(at(days, "realised_var_95", r.rows() - 1), s.risk.realised.at_95.var));
  CHECK(same(at(days, "realised_es_95", r.rows() - 1), s.risk.realised.at_95.es));
  const RiskLevel* var = find_level(days, "book_var_95");
  REQUIRE(var != nullptr);
  CHECK(same(at(days, "book_var_95", last), var->last));
  CHECK(var->largest.value >= var->average.value);
  CHECK(at(days, "book_var_95", var->largest_row) == var->largest.value);
}

TEST_CASE("a large book has VaR on month ends, one that kept no positions says so, and none is none") {
  RunResult r = small_run();
  const MarketData market = small_market();
  const std::vector<double> pnl(r.rows(), 1.0);
  r.held_cells = 1'000'000'000;
  r.store_rows = market.dates.size();
  CHECK(risk_by_day(r, &market, pnl).tail_rows == RowsWithTails::month_ends);
  r.config.report.risk_by_day = RiskByDayRows::all;
  CHECK(risk_by_day(r, &market, pnl).tail_rows == RowsWithTails::every_row);

  SampleBook s = walking_book();
  s.run.held_cells = 1'000'000'000;
  s.run.store_rows = 40;
  const RiskByDay ends = risk_by_day(s.run, &s.market, kNoPnl);
  std::size_t with = 0;
  for (std::size_t t = 0; t < 25; ++t) {
    const bool month_end = t == 24 || civil(s.run.dates[t]).month != civil(s.run.dates[t + 1]).month;
    CHECK(std::isfinite(at(ends, "book_var_95", t)) == month_end);
    CHECK(std::isfinite(at(ends, "jtd_gross", t)));
    with += month_end ? 1 : 0;
  }
  CHECK(ends.rows_with_tails == with);
  CHECK(with < 25);

  s.run.positions.clear();
  s.run.config.valuation.notional = NotionalMode::drift;
  const RiskByDay none = risk_by_day(s.run, &s.market, kNoPnl);
  CHECK(none.status == Status::not_kept);
  CHECK(none.tail_rows == RowsWithTails::none);
  CHECK(std::isnan(at(none, "jtd_gross", 3)));
  CHECK(at(none, "cs01_net", 3) == at(ends, "cs01_net", 3));
  s.run.config.report.risk_by_day = RiskByDayRows::none;
  CHECK(risk_by_day(s.run, &s.market, kNoPnl).columns.empty());
}

TEST_CASE("a constant book that kept no positions is told from its trades") {
  RunResult r = small_run();
  REQUIRE(r.config.valuation.notional == NotionalMode::constant);
  const MarketData market = small_market();
  const std::vector<double> pnl(r.rows(), 1.0);
  const RiskByDay kept = risk_by_day(r, &market, pnl);
  r.positions.clear();
  const RiskByDay told = risk_by_day(r, &market, pnl);
  REQUIRE(told.columns.size() == kept.columns.size());
  for (std::size_t c = 0; c < kept.columns.size(); ++c) {
    INFO(kept.columns[c].name);
    REQUIRE(kept.columns[c].values.size() == told.columns[c].values.size());
    for (std::size_t i = 0; i < kept.columns[c].values.size(); ++i) {
      const double x = kept.columns[c].values[i], y = told.columns[c].values[i];
      CHECK((x == y || (std::isnan(x) && std::isnan(y))));
    }
  }
  BookWalk walk(r, market);  // backwards too
  const std::size_t held = walk.at(5).holdings.size();
  const double notional = walk.at(5).holdings.at(0).notional;
  walk.at(20);
  CHECK(walk.at(5).holdings.size() == held);
  CHECK(walk.at(5).holdings.at(0).notional == notional);
}

TEST_CASE("the best notch of a rating's letters is that of the letters themselves") {
  for (double x = 0; x < 24; x += 0.25) {
    const int best = best_notch(x);
    CHECK(rating_letters(best) == rating_letters(x));
    if (best > 1) CHECK(rating_letters(best - 1) != rating_letters(x));
    CHECK((best == 0) == rating_letters(x).empty());
  }
}

TEST_CASE("betas wait for their rows, find the line that made the P&L, and need a level that moves") {
  RunResult r;
  const RandomStream random(5, 0);
  constexpr std::size_t kRows = kBetaRows + 4;
  std::vector<double> pnl = {-1000};  // the cost of entering is of no interval
  LegInfo market{"market", {}, true};
  market.spread_bp = {100};
  r.periods_per_year = 252;
  for (std::size_t t = 1; t < kRows; ++t) {
    market.spread_bp.push_back(market.spread_bp.back() + random.normal(t));
    const double change = market.spread_bp[t] - market.spread_bp[t - 1];
    pnl.push_back(50 - 300 * change + 40 * random.normal(10'000 + t));
  }
  r.dates.assign(kRows, make_date(2025, 5, 1));
  r.legs = {market};
  const FactorBetas b = factor_betas(r, nullptr, pnl);
  REQUIRE(b.factors.size() == 1);
  CHECK(b.factors[0].role == "factor");
  for (std::size_t t = 0; t < kBetaRows; ++t) CHECK(std::isnan(b.factors[0].beta[t]));
  for (std::size_t t = kBetaRows; t < kRows; ++t) {
    CHECK(b.factors[0].beta[t] == Approx(-300).margin(15));  // four standard errors of 40 / sqrt(126)
    CHECK(b.residual_sharpe[t] == Approx(50.0 / 40 * std::sqrt(252.0)).margin(8));
  }
  const auto no_betas = [&] {
    const FactorBetas now = factor_betas(r, nullptr, pnl);
    return std::all_of(now.factors.at(0).beta.begin(), now.factors.at(0).beta.end(),
                       [](double beta) { return std::isnan(beta); });
  };
  CHECK_FALSE(no_betas());
  r.config.report.benchmark.value = "market";  // the same again is not counted twice
  CHECK(factor_betas(r, nullptr, pnl).factors.size() == 1);
  r.legs[0].spread_bp[kBetaRows - 1] = kNaN;  // within the window of each row that has one
  CHECK(no_betas());
  r.legs[0].spread_bp.assign(kRows, 100);
  CHECK(no_betas());
  r.legs.clear();
  r.config.report.benchmark.value.clear();
  CHECK(factor_betas(r, nullptr, pnl).factors.empty());
}
