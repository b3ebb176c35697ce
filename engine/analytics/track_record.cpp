#include "analytics/track_record.hpp"

#include <cmath>
#include <map>

#include "analytics/annual_return.hpp"
#include "analytics/annual_volatility.hpp"
#include "analytics/autocorrelation.hpp"
#include "analytics/benchmark.hpp"
#include "analytics/downside.hpp"
#include "analytics/filtered_history.hpp"
#include "analytics/long_run_variance.hpp"
#include "analytics/moments.hpp"
#include "analytics/parametric_tail.hpp"
#include "analytics/probabilistic_sharpe.hpp"
#include "analytics/sharpe_error.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr double kConfidence = 0.95;  // of the minimum track record, and of the conditional drawdown
constexpr std::size_t kLagsShown = 5;

// currency / capital, or why not.
Statistic of_capital(const Statistic& currency, const std::optional<double>& capital) {
  if (!capital) return undefined(Status::no_capital);
  return currency.ok() ? defined(currency.value / *capital) : currency;
}

std::map<int, double> sums_by(const TrackInput& in, int (*period)(CivilDate)) {
  std::map<int, CompensatedSum> sums;
  for (std::size_t t = 0; t < in.dates.size(); ++t) sums[period(civil(in.dates[t]))].add(in.pnl[t]);
  std::map<int, double> totals;
  for (const auto& [at, sum] : sums) totals[at] = sum.value();
  return totals;
}

TrackReturn returns_of(const TrackInput& in) {
  TrackReturn r;
  const double a = in.periods_per_year;
  r.total = compensated_sum(in.pnl);
  r.per_year = annual_return(in.pnl, a);
  r.volatility = annual_volatility(in.pnl, a);
  r.annual_return = of_capital(r.per_year, in.capital);
  r.annual_volatility = of_capital(r.volatility, in.capital);
  r.annual_return_compounded = undefined(Status::no_capital);
  if (in.capital) {
    std::vector<double> returns = in.pnl;
    for (double& x : returns) x /= *in.capital;
    r.annual_return_compounded = annual_return_compounded(returns, a);
  }
  r.periods = concentration(in.pnl, r.total);
  for (const auto& [year, sum] : sums_by(in, [](CivilDate d) { return d.year; })) r.years.emplace_back(year, sum);
  std::vector<double> months;
  double positive = 0;
  for (const auto& [month, sum] : sums_by(in, [](CivilDate d) { return 12 * d.year + d.month; })) {
    months.push_back(sum);
    if (sum > 0) ++positive;
  }
  if (!months.empty()) r.positive_months = defined(positive / static_cast<double>(months.size()));
  return r;
}

TrackSharpe sharpe_of(const TrackInput& in) {
  TrackSharpe s;
  const double a = in.periods_per_year;
  s.usual = sharpe(in.pnl, a);
  s.error_iid = sharpe_error_iid(in.pnl, a);
  s.lag = automatic_lag(in.pnl.size());
  s.error_hac = sharpe_error_hac(in.pnl, a, s.lag);
  s.autocorrelated = sharpe_autocorrelated(in.pnl, a, s.lag);
  s.probabilistic = probabilistic_sharpe(in.pnl, 0);
  s.minimum_record = minimum_track_record(in.pnl, 0, kConfidence);
  s.sortino = sortino(in.pnl, a);
  s.downside_deviation = of_capital(downside_deviation(in.pnl, a), in.capital);
  s.calmar = calmar(in.pnl, in.capital.value_or(1), a);
  s.tail_ratio = tail_ratio(in.pnl);
  return s;
}

TrackShape shape_of(const std::vector<double>& pnl) {
  TrackShape s;
  s.skewness = skewness(pnl);
  s.excess_kurtosis = excess_kurtosis(pnl);
  s.jarque_bera = jarque_bera(pnl);
  s.ljung_box_5 = ljung_box(pnl, 5);
  s.ljung_box_10 = ljung_box(pnl, 10);
  for (std::size_t lag = 1; lag <= kLagsShown; ++lag) s.autocorrelation.push_back(autocorrelation(pnl, lag));
  return s;
}

std::vector<TrackTail> tails_of(const std::vector<double>& pnl, const GarchFit& garch) {
  const VariancePath ewma = ewma_variance(pnl);
  VariancePath fitted = garch_variance(pnl, garch.parameters);
  if (garch.status != Status::ok) fitted.status = garch.status;
  std::vector<TrackTail> all;
  for (const char* method : {"historical", "normal", "cornish_fisher", "filtered_ewma", "filtered_garch"}) {
    all.push_back({method, {0.95, {}, {}}, {0.99, {}, {}}});
  }
  for (TailRisk TrackTail::*at : {&TrackTail::at_95, &TrackTail::at_99}) {
    const double confidence = (all[0].*at).confidence;
    all[0].*at = tail_risk(pnl, confidence);
    const NormalTail normal = normal_tail(pnl, confidence);
    all[1].*at = {confidence, normal.var, normal.es};
    const CornishFisherTail bent = cornish_fisher_tail(pnl, confidence);
    all[2].*at = {confidence, bent.var, bent.es};
    all[3].*at = filtered_tail(pnl, ewma, confidence).tail;
    all[4].*at = filtered_tail(pnl, fitted, confidence).tail;
  }
  return all;
}

TrackLuck luck_of(const TrackInput& in, double capital) {
  TrackLuck out;
  Bootstrap* into[] = {&out.total, &out.sharpe, &out.max_drawdown};
  const BlockLength block = optimal_block_length(in.pnl);
  if (block.status != Status::ok) {
    for (Bootstrap* b : into) b->status = block.status;
    return out;
  }
  out.block = block.stationary;
  const auto measure = [root = std::sqrt(in.periods_per_year)](std::span<const double> x, std::span<Statistic> values) {
    const double total = compensated_sum(x);
    values[0] = defined(total);
    values[1] = sharpe_about(x, total / static_cast<double>(x.size()));
    values[1].value *= root;
    values[2] = defined(rough_max_drawdown(x));
  };
  constexpr double kLevel = 0.95;
  const Resamples resamples = stationary_bootstrap(in.pnl.size(), block.stationary, kLuckResamples, kLuckSeed);
  auto all = bootstrap_each(in.pnl, resamples, kLevel, std::size(into), measure);
  for (std::size_t i = 0; i < all.size(); ++i) *into[i] = std::move(all[i]);
  if (const Statistic own = max_drawdown(in.pnl, capital); own.ok()) out.max_drawdown.value = own.value;
  return out;
}

TrackBenchmark against(const TrackInput& in) {
  TrackBenchmark b;
  const double a = in.periods_per_year;
  const std::vector<std::vector<double>> factors = {in.benchmark};
  b.regression = factor_regression(in.pnl, factors);
  const Status status = b.regression.status;
  b.annual_alpha = status == Status::ok ? defined(a * b.regression.coefficient[0]) : undefined(status);
  b.correlation = correlation(in.pnl, in.benchmark);
  b.information_ratio = information_ratio(in.pnl, in.benchmark, a);
  b.tracking_error = tracking_error(in.pnl, in.benchmark, a);
  b.up_capture = up_capture(in.pnl, in.benchmark);
  b.down_capture = down_capture(in.pnl, in.benchmark);
  return b;
}

}  // namespace

TrackRecord measure_track(const TrackInput& in) {
  TrackRecord t;
  const double capital = in.capital.value_or(0);  // 0: only the guard of levels, which P&L itself then sets
  t.periods = in.pnl.size();
  t.periods_per_year = in.periods_per_year;
  t.capital = in.capital;
  t.returns = returns_of(in);
  t.sharpe = sharpe_of(in);
  t.max_drawdown = max_drawdown(in.pnl, capital);
  t.max_drawdown_share = of_capital(t.max_drawdown, in.capital);
  if (t.max_drawdown.ok()) t.drawdowns = drawdowns(in.pnl, capital);
  t.under_water = under_water(in.pnl, in.capital.value_or(1));
  if (!in.capital) t.under_water.pain = t.under_water.ulcer = undefined(Status::no_capital);
  t.conditional_drawdown = conditional_drawdown(in.pnl, kConfidence);
  t.shape = shape_of(in.pnl);
  t.wins = {hit_rate(in.pnl), profit_factor(in.pnl), payoff_ratio(in.pnl), expectancy(in.pnl),
            longest_streaks(in.pnl)};
  t.luck = luck_of(in, capital);
  t.garch = fit_garch(in.pnl);
  t.tails = tails_of(in.pnl, t.garch);
  for (const double confidence : {0.95, 0.99}) {
    t.backtests.push_back({kBacktestWindow, confidence, rolling_backtest(in.pnl, kBacktestWindow, confidence)});
  }
  if (!in.benchmark.empty()) t.benchmark = against(in);
  return t;
}

}  // namespace relval
