// Findings about the result: how much it proves.
#include <algorithm>
#include <cmath>

#include "analytics/finding_rules.hpp"
#include "base/text.hpp"

namespace relval {
namespace {

constexpr double kResidualShare = 1e-3, kOnePeriodShare = 0.30, kOneNameShare = 0.50, kCorrelated = 0.1;
constexpr std::size_t kFewNames = 4, kThinPeriods = 60, kThinEntries = 30;

const char* residual_cause(TotalMode mode) {
  switch (mode) {
    case TotalMode::log_quadratic: return "third and higher orders of the spread changes";
    case TotalMode::returns: return "what the provider's returns hold beyond carry and spread change";
    case TotalMode::taylor: return "this mode should leave none";
  }
  return "";
}

// What the legs' sides made a row, gains and losses alike: what a total near zero is held against.
double mean_move(const RunResult& r) {
  double sum = 0;
  for (const PnlCell& cell : r.pnl) sum += std::fabs(cell.total);
  return r.rows() == 0 ? 0 : sum / static_cast<double>(r.rows());
}

// Nothing to show: "made 0 against a total of 0" says nothing.
bool shows_as_nothing(double pnl) { return money(pnl) == "0"; }

}  // namespace

MaybeFinding find_capital_lost(const RunResult&, const Summary& s) {
  const Statistics& x = s.statistics;
  if (!x.max_drawdown.ok() || !(x.max_drawdown.value > x.capital)) return {};
  return problem(format("the drawdown of {} is more than the capital of {}: nobody could have held this to the end",
                        money(x.max_drawdown.value), money(x.capital)),
                 "raise portfolio.capital or size smaller; returns on this capital mean little");
}

MaybeFinding find_residual(const RunResult& r, const Summary& s) {
  const double residual = s.pnl.total.component[index_of(Component::residual)];
  const double base = std::max(std::fabs(s.statistics.total), mean_move(r));
  if (!(std::fabs(residual) > kResidualShare * base)) return {};
  return warning(format("residual of {} against a total of {}: {}", money(residual), money(s.statistics.total),
                        residual_cause(r.config.valuation.total)),
                 "see the daily residual in daily.csv");
}

MaybeFinding find_one_period(const RunResult& r, const Summary& s) {
  const Concentration& c = s.statistics.days;
  const bool best = c.best_share.value > kOnePeriodShare, worst = c.worst_share.value < -kOnePeriodShare;
  if (!best && !worst) return {};
  const bool show_best = best && (!worst || c.best_pnl.value >= -c.worst_pnl.value);
  const std::size_t row = show_best ? c.best : c.worst;
  const double pnl = show_best ? c.best_pnl.value : c.worst_pnl.value;
  if (shows_as_nothing(pnl)) return {};
  return warning(format("one {} made {}: {}, against a total of {}", r.row_unit.name, money(pnl), to_iso(r.dates[row]),
                        money(s.statistics.total)),
                 "look at that date's marks before believing the total");
}

MaybeFinding find_one_name(const RunResult& r, const Summary& s) {
  if (s.coverage.names_held < kFewNames) return {};
  const Concentration& c = s.statistics.names;
  const bool best = c.best_share.value > kOneNameShare, worst = c.worst_share.value < -kOneNameShare;
  if (!best && !worst) return {};
  const bool show_best = best && (!worst || c.best_pnl.value >= -c.worst_pnl.value);
  if (shows_as_nothing(show_best ? c.best_pnl.value : c.worst_pnl.value)) return {};
  return warning(format("{} made {} of a total of {}, one of {} names", r.instruments.id[show_best ? c.best : c.worst],
                        money(show_best ? c.best_pnl.value : c.worst_pnl.value), money(s.statistics.total),
                        s.coverage.names_held),
                 "run without it: add it to the leg's exclude");
}

MaybeFinding find_thin_sample(const RunResult& r, const Summary& s) {
  const Statistics& x = s.statistics;
  if (x.entry_rows == 0 || (x.periods >= kThinPeriods && x.entry_rows >= kThinEntries)) return {};
  return warning(format("thin sample: {}, positions opened on {} of them (60 and 30 would be a start)",
                        counted(x.periods, r.row_unit.name), x.entry_rows),
                 x.entry_rows == 1 ? "one entry is one bet, whatever the number of rows" : "");
}

MaybeFinding find_sharpe_interval(const RunResult& r, const Summary& s) {
  if (r.store.synthetic) return {};  // luck cannot be measured there
  const Sharpe& x = s.statistics.sharpe;
  if (!x.low.ok() || x.low.value > 0 || x.high.value < 0) return {};
  return warning(format("the Sharpe ratio of {:.2f} is not distinguishable from zero: 95 % interval {:.2f} to {:.2f}",
                        x.ratio.value, x.low.value, x.high.value),
                 "");
}

MaybeFinding find_autocorrelation(const RunResult&, const Summary& s) {
  const Statistic& rho = s.statistics.autocorrelation;
  const double chance = 2.0 / std::sqrt(static_cast<double>(s.statistics.periods));
  if (!rho.ok() || rho.value <= chance || rho.value <= kCorrelated) return {};
  return warning(format("the P&L follows itself: lag-1 autocorrelation {:.2f} (chance alone: below {:.2f});"
                        " volatility is understated, the Sharpe ratio overstated",
                        rho.value, chance),
                 "stale, averaged or matrix-priced marks do this");
}

}  // namespace relval
