#include "analytics/variations.hpp"

#include <cmath>

#include "analytics/carry_path.hpp"
#include "analytics/drawdown.hpp"
#include "analytics/exposures.hpp"
#include "analytics/pnl_split.hpp"
#include "analytics/risk_book.hpp"
#include "analytics/sharpe.hpp"
#include "analytics/stress.hpp"

namespace relval {
namespace {

Statistic covid_loss(const RunResult& r, const MarketData& market, std::size_t row) {
  const RiskBook book = book_on(r, market, row);
  if (book.status != Status::ok) return undefined(book.status);
  for (const ScenarioConfig& s : stress_scenarios())
    if (s.id == "covid") return defined(stress(book, r.legs.size(), s).total);
  return {};
}

}  // namespace

Figures figures_of(const RunResult& r, const MarketData& market) {
  Figures out;
  const DailyPnl daily = daily_pnl(r);
  const PnlTable pnl = pnl_table(r, daily);
  out.total = pnl.total.total;
  out.cost = pnl.total.component[index_of(Component::cost)];
  out.trades = r.trades.size();
  out.trimmed = r.rows_trimmed > 0;
  std::vector<double> totals, returns;
  for (const PnlCell& c : daily.total) {
    totals.push_back(c.total);
    returns.push_back(c.total / r.config.portfolio.capital);
  }
  out.sharpe = sharpe(returns, r.periods_per_year).ratio;
  out.max_drawdown = max_drawdown(totals, r.config.portfolio.capital);
  const ExposureLevels book = summarise_exposures(r).book;
  if (book.rows_held == 0) return out;
  out.entered = r.dates[book.entry_row];
  for (std::size_t l = 0; l < r.legs.size(); ++l) {
    out.long_notional += r.held(book.entry_row, l, Side::long_risk).notional;
    out.short_notional -= r.held(book.entry_row, l, Side::short_risk).notional;
  }
  out.market_beta = market_beta(r, book.entry_row);
  const CarryPath carry = carry_path(r, daily, book.entry_row, book.exit_row);
  out.carry_at_entry = carry.at_entry;
  out.carry_now = carry.now;
  out.covid_at_entry = covid_loss(r, market, book.entry_row);
  return out;
}

}  // namespace relval
