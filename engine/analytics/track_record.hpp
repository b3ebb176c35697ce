// Every statistic that P&L alone can tell, of one series: what `relval stats` shows.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analytics/bootstrap.hpp"
#include "analytics/concentration.hpp"
#include "analytics/drawdown.hpp"
#include "analytics/factor_regression.hpp"
#include "analytics/garch_fit.hpp"
#include "analytics/hit_rate.hpp"
#include "analytics/ljung_box.hpp"
#include "analytics/profit_factor.hpp"
#include "analytics/sharpe.hpp"
#include "analytics/tail_risk.hpp"
#include "analytics/under_water.hpp"
#include "analytics/var_backtest.hpp"
#include "base/date.hpp"

namespace relval {

struct TrackInput {
  std::vector<double> pnl;        // currency, one a period, finite
  std::vector<Date> dates;        // as many, increasing; or none
  std::vector<double> benchmark;  // as many; or none
  std::optional<double> capital;  // currency, > 0
  double periods_per_year = 252;
};

// Without a capital what is a share of it has the status no_capital; Sharpe ratios and the like need none.
struct TrackReturn {
  double total = 0;
  Statistic per_year, volatility;                      // currency
  Statistic annual_return, annual_return_compounded, annual_volatility;  // of capital
  Concentration periods;                               // best and worst, currency
  std::vector<std::pair<int, double>> years;           // P&L by calendar year; empty without dates
  Statistic positive_months;                           // share of calendar months with P&L > 0; needs dates
};

struct TrackSharpe {
  Sharpe usual;              // per year, with its error and interval
  Statistic error_iid;
  std::size_t lag = 0;       // of the two below, floor(4 (n / 100)^(2/9))
  Statistic error_hac, autocorrelated;
  Statistic probabilistic;   // chance that the true ratio is above 0
  Statistic minimum_record;  // periods until that chance is 95 %; infinite at a ratio <= 0
  Statistic sortino, downside_deviation, calmar, tail_ratio;  // downside_deviation of capital
};

struct TrackShape {
  Statistic skewness, excess_kurtosis;
  ChiSquareTest jarque_bera, ljung_box_5, ljung_box_10;
  std::vector<Statistic> autocorrelation;  // lags 1 to 5
};

struct TrackWins {
  HitRate hit_rate;
  Statistic profit_factor, payoff_ratio, expectancy;
  Streaks streaks;
};

// One line of a table of tails, for 95 % and 99 %. A number beside a status other than ok must decide nothing.
struct TrackTail {
  std::string method;  // historical, normal, cornish_fisher, filtered_ewma, filtered_garch
  TailRisk at_95{0.95, {}, {}}, at_99{0.99, {}, {}};
};

struct TrackBacktest {
  std::size_t window = 0;
  double confidence = 0;
  VarBacktest result;
};

struct TrackBenchmark {
  FactorRegression regression;
  Statistic annual_alpha;  // currency a year
  Statistic correlation, information_ratio, tracking_error, up_capture, down_capture;  // tracking_error in currency
};

// What chance would make of the same rows: drawn again in blocks of random length (stationary bootstrap), so that what
// follows each other stays together. 95 % intervals are percentiles of the resamples.
struct TrackLuck {
  double block = kNaN;        // mean length in rows (Politis & White); NaN where it cannot be chosen
  Bootstrap total;            // P&L of the record, currency
  Bootstrap sharpe;           // per year
  Bootstrap max_drawdown;     // currency; blocks break up long slides, so it errs to the small side
};
inline constexpr std::size_t kLuckResamples = 1000;
inline constexpr std::uint64_t kLuckSeed = 1;  // fixed: the same record has the same figures everywhere

struct TrackRecord {
  std::size_t periods = 0;
  double periods_per_year = 0;
  std::optional<double> capital;
  TrackReturn returns;
  TrackSharpe sharpe;
  std::vector<Drawdown> drawdowns;  // all, deepest first
  Statistic max_drawdown, max_drawdown_share;
  UnderWater under_water;           // pain and ulcer are of capital
  Statistic conditional_drawdown;   // 95 %, currency
  TrackShape shape;
  TrackWins wins;
  TrackLuck luck;
  std::vector<TrackTail> tails;
  GarchFit garch;                         // of the P&L in currency
  std::vector<TrackBacktest> backtests;   // historical VaR of the rows before; status too_few on a short record
  std::optional<TrackBenchmark> benchmark;
};

inline constexpr std::size_t kBacktestWindow = 250;  // rows: a year of days, as supervisors count

TrackRecord measure_track(const TrackInput&);

}  // namespace relval
