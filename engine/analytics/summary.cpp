#include "analytics/summary.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "analytics/annual_return.hpp"
#include "analytics/annual_volatility.hpp"
#include "analytics/autocorrelation.hpp"
#include "analytics/bp_captured.hpp"
#include "analytics/moments.hpp"
#include "analytics/turnover.hpp"
#include "base/text.hpp"

namespace relval {
namespace {

std::vector<double> totals_of(const std::vector<PnlCell>& cells) {
  std::vector<double> totals;
  totals.reserve(cells.size());
  for (const PnlCell& c : cells) totals.push_back(c.total);
  return totals;
}

// Below this many rows a year is a guess: what is annualised is not stated.
constexpr std::size_t kFewestForAYear = 20;

void drop_annualised(Statistics& s) {
  const Statistic few = undefined(Status::too_few);
  for (Statistic* x : {&s.per_year, &s.annual_return, &s.annual_volatility, &s.sharpe.ratio, &s.sharpe.standard_error,
                       &s.sharpe.low, &s.sharpe.high, &s.turnover_notional, &s.turnover_cs01}) {
    if (x->ok()) *x = few;
  }
}

void drop_annualised(Attribution& a) {
  std::vector<Statistic*> all = {&a.unsmoothed.annual_volatility, &a.unsmoothed.sharpe};
  for (LegAlone& leg : a.legs) all.insert(all.end(), {&leg.annual_volatility, &leg.sharpe});
  for (Statistic* x : all)
    if (x->ok()) *x = undefined(Status::too_few);
}

void note_returns(Statistics& s, const std::vector<double>& pnl) {
  std::vector<double> returns = pnl;
  for (double& x : returns) x /= s.capital;
  s.per_year = annual_return(pnl, s.periods_per_year);
  s.annual_return = annual_return(returns, s.periods_per_year);
  s.annual_volatility = annual_volatility(returns, s.periods_per_year);
  s.sharpe = sharpe(returns, s.periods_per_year);
  s.skewness = skewness(returns);
  s.excess_kurtosis = excess_kurtosis(returns);
  s.max_drawdown = max_drawdown(pnl, s.capital);
  if (s.max_drawdown.ok()) s.drawdowns = drawdowns(pnl, s.capital);
  s.hit_rate = hit_rate(pnl);
  s.days = concentration(pnl, s.total);
  s.autocorrelation = autocorrelation(pnl, 1);
}

bool opens(const Trade& t) { return t.after != 0 && (t.before == 0 || (t.before > 0) != (t.after > 0)); }

void note_trades(Statistics& s, const RunResult& r, const ExposureSummary& e, double cost) {
  std::set<std::size_t> rows, entries;
  for (const Trade& t : r.trades) {
    rows.insert(t.row);
    if (opens(t)) entries.insert(t.row);
  }
  s.trades = r.trades.size();
  s.trade_rows = rows.size();
  s.entry_rows = entries.size();
  s.traded_notional = traded_notional(r.trades);
  s.traded_cs01 = traded_cs01(r.trades);
  s.turnover_notional = turnover(s.traded_notional, e.average_gross_all_rows, s.periods, s.periods_per_year);
  s.turnover_cs01 = turnover(s.traded_cs01, e.average_cs01_all_rows, s.periods, s.periods_per_year);
  s.holding_rows = holding_period(s.traded_notional, e.average_gross_all_rows, s.periods);
  s.break_even = break_even(s.total, cost, r.trades);
}

// The first row's P&L is the cost of entering on it: it belongs to what its position earns afterwards.
Statistic bp_of(const RunResult& r, std::vector<double> pnl) {
  if (pnl.size() < 2) return {};
  pnl[1] += pnl[0];
  std::vector<double> gross;
  for (const BookExposure& e : book_exposures(r)) gross.push_back(e.cs01_gross);
  return bp_captured(pnl, gross);
}

RealisedHedge hedge_of(const RunResult& r, const DailyPnl& d) {
  std::vector<double> bought, sold;
  for (std::size_t t = 1; t < r.rows(); ++t) {
    if (!book_exposure(r, t - 1, 0, r.legs.size()).both_sides) continue;
    bought.push_back(d.side[t * kSides].total);
    sold.push_back(d.side[t * kSides + 1].total);
  }
  return realised_hedge(bought, sold);
}

std::vector<LegSpread> spreads_of(const RunResult& r, const ExposureSummary& e) {
  std::vector<LegSpread> all;
  for (std::size_t l = 0; l < r.legs.size(); ++l) {
    const auto& spread = r.legs[l].spread_bp;
    const Statistic none = undefined(Status::out_of_domain);
    LegSpread s{r.legs[l].name, none, none, none};
    if (!spread.empty()) {
      const ExposureLevels& held = e.legs[l].second;
      const bool ever = held.rows_held > 0;
      const std::size_t in = ever ? held.entry_row : e.book.rows_held > 0 ? e.book.entry_row : 0;
      const double first = spread[in];
      // A leg sold on the last row of a position is still quoted there: the exit trade's row follows the last held one.
      const std::size_t out = std::min(held.exit_row + 1, spread.size() - 1);
      const double last = spread[ever ? out : spread.size() - 1];
      if (std::isfinite(first)) s.entry = defined(first);
      if (std::isfinite(last)) s.exit = defined(last);
      const auto& chained = r.legs[l].adjusted_bp.empty() ? spread : r.legs[l].adjusted_bp;
      const double moved = chained[ever ? out : spread.size() - 1] - chained[in];
      if (std::isfinite(moved)) s.moved = defined(moved);
    }
    all.push_back(s);
  }
  return all;
}

RiskReport risk_of(const RunResult& r, const MarketData* market, const ExposureLevels& book,
                   const std::vector<double>& pnl, std::vector<NameShocks> windows) {
  RiskReport risk;
  if (market && book.rows_held > 0)
    risk = measure_risk(r, {*market, book.entry_row, book.exit_row, std::move(windows)});
  else if (book.rows_held > 0) risk.status = Status::not_kept;
  risk.realised = tail_risks(pnl);
  return risk;
}

std::optional<TrackRecord> record_of(const RunResult& r, const std::vector<double>& pnl) {
  if (r.rows() < kFewestForAYear) return {};
  TrackInput in;
  in.pnl = pnl;
  in.dates = r.dates;
  in.capital = r.config.portfolio.capital;
  in.periods_per_year = r.periods_per_year;
  return measure_track(in);
}

// What only a pair, or what a config bounds, has.
void note_pair(Summary& out, const RunResult& r, const DailyPnl& daily) {
  const ExposureLevels& book = out.exposures.book;
  if (book.rows_held > 0) {
    out.split = split_pnl(r, daily, book.entry_row, book.exit_row);
    out.carry = carry_path(r, daily, book.entry_row, book.exit_row);
  }
  for (const double x : r.rehedging) out.rehedging += x;
  out.neutrality = realised_neutrality(r);
  out.limits = limit_use(r);
  out.exclusions = prove_exclusions(r);
}

Summary summary_of(const RunResult& r, const MarketData* market, Variations variations,
                   std::vector<NameShocks> windows) {
  Summary out;
  out.variations = std::move(variations);
  const DailyPnl daily = daily_pnl(r);
  const std::vector<double> pnl = totals_of(daily.total);
  out.timeline = timeline_text(r.delay_rows, r.same_close, r.row_unit.name);
  out.pnl = pnl_table(r, daily);
  out.exposures = summarise_exposures(r);
  out.coverage = summarise_coverage(r);
  out.spreads = spreads_of(r, out.exposures);
  out.risk = risk_of(r, market, out.exposures.book, pnl, std::move(windows));
  out.risk_by_day = risk_by_day(r, market, pnl);
  note_pair(out, r, daily);
  if (market) out.sectors = split_by_sector(r, *market, out.split);
  out.benchmark = run_benchmark(r, market, pnl);
  out.attribution = attribute(r, market, daily, out.pnl.total.total);

  Statistics& s = out.statistics;
  s.periods = r.rows();
  s.periods_per_year = r.periods_per_year;
  s.capital = r.config.portfolio.capital;
  s.total = out.pnl.total.total;
  note_returns(s, pnl);
  out.record = record_of(r, pnl);
  note_trades(s, r, out.exposures, out.pnl.total.component[index_of(Component::cost)]);
  if (s.periods < kFewestForAYear) {
    drop_annualised(s);
    drop_annualised(out.attribution);
  }
  s.bp_captured = bp_of(r, pnl);
  if (out.exposures.average_cs01_larger_side > 0) {
    s.bp_of_one_side = ratio(s.total, out.exposures.average_cs01_larger_side);
  }
  s.hedge = hedge_of(r, daily);
  std::vector<double> names;
  for (const NameResult& n : r.names) names.push_back(n.pnl.total);
  s.names = concentration(names, s.total);

  out.findings = find_all(r, out);
  return out;
}

}  // namespace

std::string timeline_text(int delay_rows, bool same_close, const std::string& row_unit) {
  const std::string at = delay_rows == 0 ? "t" : format("t+{}", delay_rows);
  const std::string row = row_unit.empty() ? "" : "; a row is a " + row_unit;
  if (same_close || delay_rows == 0) {
    return "decide and trade at the close of t, earn from t on" + row;
  }
  return format("decide on the close of t, trade at the close of {}, earn from {} on{}", at, at, row);
}

Summary summarise(const RunResult& r, const MarketData& market, Variations variations,
                  std::vector<NameShocks> windows) {
  return summary_of(r, &market, std::move(variations), std::move(windows));
}
Summary summarise(const RunResult& r) { return summary_of(r, nullptr, {}, {}); }

}  // namespace relval
