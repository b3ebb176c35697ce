// What a strategy says before any value is read: parameters, the signals it will look at, when it decides. Names, never
// numbers.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "relval/abi.h"
#include "relval/custom.hpp"
#include "relval/types.hpp"

namespace relval {

enum class Include { before_today, today };  // the window of a z-score, mean, deviation or regression

// y = alpha + beta x over a window, as four signals that are worked out once.
struct Regression {
  Signal alpha, beta;
  Signal residual;   // today's: y - alpha - beta x, whether today is in the window or not
  Signal deviation;  // sample (n - 1), of the residuals in the window
};

// y = alpha + beta x + v with an alpha and a beta that wander: variances, all in the units of y and x as they are.
struct KalmanModel {
  double alpha_drift = kNaN;    // what a row adds to alpha's, unit of y squared, >= 0; 0: it does not wander
  double beta_drift = kNaN;     // what a row adds to beta's, (y per x) squared, >= 0
  double noise = kNaN;          // of v, unit of y squared, > 0
  double start_variance = 1e6;  // of alpha and beta before the first row, where both are 0; > 0
};

struct KalmanLine {
  Signal alpha, beta;  // after today's row: the hedge for the next
  Signal residual;     // today's y - alpha - beta x with yesterday's line: nothing of today is in it
  Signal score;        // residual / the deviation that the filter expected of it
};

struct Weight {
  Asset asset;
  double weight = 0;
};

// A rule on one score, run by the engine. At score >= enter the weights of when_cheap are targeted, at score <= -enter
// their negative; |score| <= exit, a sign change, |score| >= stop, or max_hold_days leaves. At |score| >= stop nothing
// is entered. A NaN score keeps the position and blocks entries; after max_nan rows of NaN the position is left.
struct BandRule {
  Signal score;
  double enter = 2, exit = 0.5;
  double stop = std::numeric_limits<double>::infinity();
  int max_hold_days = 0;   // calendar days; 0 = no limit
  int cool_off_days = 0;   // after a stop, calendar days without an entry
  int max_nan = 5;         // rows
  bool exit_on_sign_change = true;
  std::span<const Weight> when_cheap;
};

using AssetInfo = relval_asset_info;

class Setup {
 public:
  explicit Setup(const relval_host* host) : host_(host) {}

  double param(const char* name) const {
    double value = 0;
    check(host_->number(host_->self, name, &value));
    return value;
  }
  std::string_view text(const char* name) const {
    const char* value = nullptr;
    check(host_->text(host_->self, name, &value));
    return value;
  }
  Asset asset(const char* leg_or_id) const {
    Asset a;
    check(host_->asset(host_->self, leg_or_id, &a.index));
    return a;
  }
  Asset asset_param(const char* name) const {  // the asset that the parameter names
    Asset a;
    check(host_->asset_param(host_->self, name, &a.index));
    return a;
  }
  std::span<const AssetInfo> assets() const {  // legs first, then instruments
    const AssetInfo* list = nullptr;
    std::int64_t count = 0, legs = 0;
    check(host_->assets(host_->self, &list, &count, &legs));
    return {list, static_cast<std::size_t>(count)};
  }

  Signal field(const char* name, Basis basis = Basis::adjusted) {
    return make(RELVAL_SIGNAL_FIELD, name, {}, {}, basis == Basis::quoted);
  }
  Signal exogenous(const char* series) { return make(RELVAL_SIGNAL_EXOGENOUS, series); }
  Signal table(const char* param) { return make(RELVAL_SIGNAL_TABLE, param); }
  Signal of(Signal panel, Asset a) { return make(RELVAL_SIGNAL_OF, nullptr, panel, {}, a.index); }
  Signal lag(Signal x, int rows) { return make(RELVAL_SIGNAL_LAG, nullptr, x, {}, rows); }
  Signal change(Signal x, int rows) { return diff(x, lag(x, rows)); }
  Signal sum(Signal x, Signal y) { return make(RELVAL_SIGNAL_SUM, nullptr, x, y); }
  Signal diff(Signal x, Signal y) { return make(RELVAL_SIGNAL_DIFF, nullptr, x, y); }
  Signal product(Signal x, Signal y) { return make(RELVAL_SIGNAL_PRODUCT, nullptr, x, y); }
  Signal quotient(Signal x, Signal y) { return make(RELVAL_SIGNAL_QUOTIENT, nullptr, x, y); }  // NaN where y is 0
  Signal scale(Signal x, double k) { return make(RELVAL_SIGNAL_SCALE, nullptr, x, {}, 0, 0, 0, k); }
  Signal tanh(Signal x) { return make(RELVAL_SIGNAL_TANH, nullptr, x); }
  Signal log_ratio(Signal x, Signal y) { return make(RELVAL_SIGNAL_LOG_RATIO, nullptr, x, y); }
  // (x - mean) / sample deviation over `window` rows; NaN while the window is not full or holds a NaN, or where it is
  // flat.
  Signal zscore(Signal x, int window, Include include = Include::before_today) {
    return make(RELVAL_SIGNAL_ZSCORE, nullptr, x, {}, window, include == Include::today);
  }
  // Root of the mean square about the mean, both with weights lambda^j on the value j known values ago, over the rows
  // after which 1/1000 of the weight is left; a NaN is passed over. NaN where fewer values are known than lie in three
  // half-lives, or where they are flat. 0 < lambda <= 0.999; half-life = ln(1/2) / ln(lambda).
  Signal ewma_vol(Signal x, double lambda) { return make(RELVAL_SIGNAL_EWMA_VOL, nullptr, x, {}, 0, 0, 0, lambda); }
  // Least squares over `window` rows, 3 or more. All NaN while the window is not full, holds a NaN, or where x is flat
  // in it; the deviation is NaN too where the line goes through every point.
  Regression ols(Signal y, Signal x, int window, Include include = Include::before_today) {
    const auto part = [&](int which) {
      return make(RELVAL_SIGNAL_OLS, nullptr, y, x, window, include == Include::today, which);
    };
    return {part(RELVAL_OLS_ALPHA), part(RELVAL_OLS_BETA), part(RELVAL_OLS_RESIDUAL), part(RELVAL_OLS_DEVIATION)};
  }
  // Mean and sample deviation (n - 1) over `window` rows; NaN while the window is not full or holds a NaN, the
  // deviation also where it is flat. (x - mean) / deviation is the z-score to the bit.
  Signal mean(Signal x, int window, Include include = Include::before_today) {
    return make(RELVAL_SIGNAL_MEAN, nullptr, x, {}, window, include == Include::today);
  }
  Signal deviation(Signal x, int window, Include include = Include::before_today) {
    return make(RELVAL_SIGNAL_DEVIATION, nullptr, x, {}, window, include == Include::today);
  }
  // The mean of ewma_vol: its weights, its rows, its wait for three half-lives of known values.
  Signal ewma_mean(Signal x, double lambda) { return make(RELVAL_SIGNAL_EWMA_MEAN, nullptr, x, {}, 0, 0, 0, lambda); }
  // Where an instrument stands among all instruments of the run that have a value today: 0 the lowest, 1 the highest,
  // (r - 1) / (n - 1) for the r-th of n; equal ones share the mean of their places, a single one has 0.5. NaN for legs,
  // and where there is no value. Of a signal with a value per asset.
  Signal rank(Signal panel) { return make(RELVAL_SIGNAL_RANK, nullptr, panel); }
  // Regression by the Kalman filter, started on the first row loaded. A row without y or x leaves alpha and beta as
  // they are, less certain, and has no residual or score; before the first pair all are NaN. The filter forgets its
  // start little by little: after warm_up_rows, loaded before the run, more history should change nothing.
  KalmanLine kalman(Signal y, Signal x, const KalmanModel& m, int warm_up_rows) {
    const auto part = [&](int which) {
      return make({sizeof(relval_signal_spec), RELVAL_SIGNAL_KALMAN, nullptr, {y.id, x.id, -1, -1},
                   {warm_up_rows, which, 0, 0}, {m.alpha_drift, m.beta_drift, m.noise, m.start_variance}, nullptr});
    };
    return {part(RELVAL_KALMAN_ALPHA), part(RELVAL_KALMAN_BETA), part(RELVAL_KALMAN_RESIDUAL),
            part(RELVAL_KALMAN_SCORE)};
  }
  // A signal of your own, worked out row by row and for each asset apart (relval/custom.hpp). warm_up_rows: after how
  // many rows more history would change nothing.
  template <CustomSignal T> Signal custom(std::initializer_list<Signal> inputs, const T& params, int warm_up_rows) {
    const relval_custom_signal c = gate::describe_custom(params, warm_up_rows);
    relval_signal_spec spec{sizeof(relval_signal_spec), RELVAL_SIGNAL_CUSTOM, nullptr, {-1, -1, -1, -1},
                            {static_cast<std::int64_t>(inputs.size()), 0, 0, 0}, {}, &c};
    std::size_t i = 0;
    for (const Signal x : inputs)
      if (i < 4) spec.input[i++] = x.id;
    return make(spec);
  }
  void keep_history(Signal x, int rows) { check(host_->keep_history(host_->self, x.id, rows)); }

  void decide_every_row() { check(host_->decide_on(host_->self, RELVAL_EVERY_ROW, 1, 0)); }
  void decide_every(int rows, int first_row) { check(host_->decide_on(host_->self, RELVAL_EVERY_N, rows, first_row)); }
  void decide_at_month_end() { check(host_->decide_on(host_->self, RELVAL_MONTH_END, 0, 0)); }
  void decide_once() { check(host_->decide_on(host_->self, RELVAL_FIRST_ROW, 0, 0)); }

  // Replaces decide(): the engine runs the rule on every row.
  void band_rule(const BandRule& rule) {
    std::vector<relval_weight> weights;
    for (const Weight& w : rule.when_cheap) weights.push_back({w.asset.index, w.weight});
    const relval_band_rule c{sizeof(relval_band_rule), rule.score.id, rule.enter, rule.exit, rule.stop,
                             rule.max_hold_days, rule.cool_off_days, rule.max_nan, rule.exit_on_sign_change,
                             weights.data(), static_cast<std::int64_t>(weights.size())};
    check(host_->band_rule(host_->self, &c));
  }

  // Targets are held from the close they are decided on (delay 0): for replaying positions that are already known, a
  // real book say. Every report says so.
  void trade_at_decision_close() { check(host_->trade_at_decision_close(host_->self)); }

 private:
  static void check(std::int32_t refused) {
    if (refused) throw SetupRefused{};
  }
  Signal make(std::int32_t operation, const char* name, Signal a = {}, Signal b = {}, std::int64_t i = 0,
              std::int64_t j = 0, std::int64_t k = 0, double number = 0) {
    return make({sizeof(relval_signal_spec), operation, name,
                 {a.id, b.id, -1, -1}, {i, j, k, 0}, {number, 0, 0, 0}, nullptr});
  }
  Signal make(const relval_signal_spec& spec) {
    Signal out;
    check(host_->signal(host_->self, &spec, &out.id));
    return out;
  }
  const relval_host* host_;
};

}  // namespace relval
