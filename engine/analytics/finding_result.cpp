// Findings about the result: how much it proves.
#include <algorithm>
#include <cmath>

#include "analytics/finding_rules.hpp"
#include "base/text.hpp"

namespace relval {
namespace {

constexpr double kResidualShare = 1e-3, kOnePeriodShare = 0.30, kOneNameShare = 0.50, kCorrelated = 0.1;
constexpr double kHalf = 0.5;
constexpr std::size_t kFewNames = 4, kThinPeriods = 60, kThinEntries = 30, kBetsPerNumber = 10;

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

MaybeFinding find_luck(const RunResult& r, const Summary& s) {
  if (r.store.synthetic || !s.record) return {};  // luck cannot be measured on synthetic data
  const Sharpe& x = s.statistics.sharpe;
  const Bootstrap& total = s.record->luck.total;
  const bool ratio_spans = x.low.ok() && x.low.value <= 0 && x.high.value >= 0;
  const bool total_spans = total.status == Status::ok && total.percentile_low <= 0 && total.percentile_high >= 0;
  if (!ratio_spans && !total_spans) return {};
  std::string text = "may be luck: ";
  if (total.status == Status::ok)
    text += format("95 % of {} resamples in blocks of {:.1f} {}s make {} to {}, no gain with p {:.2g}; ",
                   with_thousands(static_cast<double>(kLuckResamples)), s.record->luck.block, r.row_unit.name,
                   money(total.percentile_low), money(total.percentile_high), total.p_not_positive);
  text += format("Sharpe {:.2f}", x.ratio.value);
  if (x.low.ok()) text += format(", 95 % interval {:.2f} to {:.2f}", x.low.value, x.high.value);
  const Statistic& needed = s.record->sharpe.minimum_record;
  return warning(std::move(text),
                 std::isfinite(needed.value) ? format("a ratio like this needs {} to be told from zero at 95 %",
                                      counted(static_cast<std::size_t>(std::ceil(needed.value)), r.row_unit.name))
                             : "");
}

// Ten bets a number is a rule of thumb of regressions (events per variable); names of legs and words are no numbers.
MaybeFinding find_many_parameters(const RunResult& r, const Summary& s) {
  const auto& stated = r.config.strategy.parameters;
  const auto numbers = static_cast<std::size_t>(std::count_if(stated.begin(), stated.end(), [](const auto& p) {
    const std::string& text = p.second.value;  // a number, or a length of time: "120", "-.5", "6m"
    const std::size_t first = text.find_first_not_of("+-.");
    return first <= 2 && text[first] >= '0' && text[first] <= '9';
  }));
  std::size_t tried = 1;
  for (const VaryConfig& v : r.config.report.vary)
    if (v.key.rfind("strategy.", 0) == 0) tried += v.values.size();
  const std::size_t bets = s.statistics.entry_rows;
  if (numbers == 0 || bets == 0 || bets >= kBetsPerNumber * numbers) return {};
  std::string text = format("{} of the strategy stated, positions opened on {}", counted(numbers, "number"),
                            counted(bets, r.row_unit.name));
  if (tried > 1) text += format(", {} settings of it tried here", tried);
  return warning(text, "fit fewer, or test them on other data: with enough numbers any history can be met");
}

MaybeFinding find_one_issuer(const RunResult&, const Summary& s) {
  const double total = s.statistics.total;
  const LeftOut* worst = nullptr;
  for (const LeftOut& x : s.variations.left_out)
    if (x.fault.empty() && x.figures.total * total < kHalf * total * total &&
        (!worst || x.figures.total * total < worst->figures.total * total))
      worst = &x;
  if (!worst) return {};
  return warning(format("without {} the run makes {} instead of {}", worst->issuer, money(worst->figures.total),
                        money(total)),
                 "it is a trade in that issuer: size it as one, or cap its weight");
}

MaybeFinding find_autocorrelation(const RunResult&, const Summary& s) {
  const Statistic& rho = s.statistics.autocorrelation;
  const double chance = 2.0 / std::sqrt(static_cast<double>(s.statistics.periods));
  if (!rho.ok() || rho.value <= chance || rho.value <= kCorrelated) return {};
  std::string text = format("the P&L follows itself: lag-1 autocorrelation {:.2f} (chance alone: below {:.2f});"
                            " volatility is understated, the Sharpe ratio overstated",
                            rho.value, chance);
  const Unsmoothed& u = s.attribution.unsmoothed;
  if (u.annual_volatility.ok() && u.sharpe.ok() && s.statistics.annual_volatility.ok())
    text += format("; un-smoothed: volatility {:.2f} % for {:.2f}, Sharpe {:.2f} for {:.2f}",
                   100 * u.annual_volatility.value, 100 * s.statistics.annual_volatility.value, u.sharpe.value,
                   s.statistics.sharpe.ratio.value);
  return warning(text, "stale, averaged or matrix-priced marks do this");
}

}  // namespace relval
