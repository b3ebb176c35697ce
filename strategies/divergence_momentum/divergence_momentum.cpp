// Momentum of a divergence: where the second leg has widened against the first, beta taken out, it is held short
// against it, in proportion to how steadily. Moskowitz, Ooi & Pedersen (2012) on trends; for credit Jostova et al.
// (2013), who find it in high yield and hardly in investment grade.
#include <relval/strategy.hpp>

#include <cmath>
#include <stdexcept>

namespace {

struct DivergenceMomentum {
  static constexpr std::array kParams = {
      relval::asset("long", "leg or instrument held long where the other widens against it"),
      relval::asset("short", "leg or instrument held short where it widens against the first"),
      relval::whole("lookback_short", "rows", "the first of three look-backs", 20, 1, 5000),
      relval::whole("lookback_medium", "rows", "the second", 60, 1, 5000),
      relval::whole("lookback_long", "rows", "the third", 120, 1, 5000),
      relval::whole("volatility_rows", "rows",
                    "span of the decaying deviation of changes a row: lambda = 1 - 2 / (rows + 1)", 60, 3, 1999),
      relval::whole("beta_window", "rows", "rows of the line of short's changes a row on long's; 0: beta is 1", 250, 0,
                    5000),
      relval::number("threshold", "", "held where the score is beyond this", 0.5, 0, 1),
      relval::number("no_change", "", "smaller changes of the weight are not traded", 0.1, 0, 1),
      relval::choice("both_legs", "true|false",
                     "a look-back counts only where the legs moved apart over it, each its own way", "false"),
  };

  struct State {
    double weight;
    int nan_rows;
  };

  void setup(relval::Setup& setup) {
    long_ = setup.asset_param("long");
    short_ = setup.asset_param("short");
    if (long_ == short_) throw std::invalid_argument("long and short name the same asset: nothing diverges");
    threshold_ = setup.param("threshold");
    no_change_ = setup.param("no_change");
    both_legs_ = setup.text("both_legs") == "true";

    const relval::Signal spread = setup.field("spread");
    const relval::Signal a = setup.of(spread, long_), b = setup.of(spread, short_);
    const int window = static_cast<int>(setup.param("beta_window"));
    // Made here one after the other: signals are listed so, and compilers work out arguments in orders of their own.
    const relval::Signal daily_a = setup.change(a, 1), daily_b = setup.change(b, 1);
    relval::Signal beta;
    if (window > 0) beta = setup.ols(daily_b, daily_a, window, relval::Include::today).beta;
    // Today's beta on the whole look-back: a beta that moves is no move of spreads.
    const auto divergence = [&](relval::Signal moved_a, relval::Signal moved_b) {
      return setup.diff(moved_b, window > 0 ? setup.product(beta, moved_a) : moved_a);
    };
    const double lambda = 1 - 2 / (setup.param("volatility_rows") + 1);
    const relval::Signal volatility = setup.ewma_vol(divergence(daily_a, daily_b), lambda);
    for (std::size_t i = 0; i < kLookbacks.size(); ++i) {
      const int rows = static_cast<int>(setup.param(kLookbacks[i]));
      moved_long_[i] = setup.change(a, rows);
      moved_short_[i] = setup.change(b, rows);
      const relval::Signal per_day = setup.quotient(divergence(moved_long_[i], moved_short_[i]), volatility);
      trend_[i] = setup.tanh(setup.scale(per_day, 1 / (kBend * std::sqrt(static_cast<double>(rows)))));
    }
    setup.decide_every_row();
  }

  void decide(const relval::Today& today, State& state, relval::Targets& targets) const {
    const double now = score(today);
    state.nan_rows = std::isnan(now) ? state.nan_rows + 1 : 0;
    const double weight = std::isnan(now) ? (state.nan_rows < kMaxNan ? state.weight : 0) : wanted(now, state.weight);
    if (weight == state.weight) return;
    targets.weight(long_, +weight);
    targets.weight(short_, -weight);
    state.weight = weight;
  }

 private:
  static constexpr std::array kLookbacks = {"lookback_short", "lookback_medium", "lookback_long"};
  static constexpr double kBend = 1.5;  // deviations at which a trend counts tanh(1) = 0.76
  static constexpr int kMaxNan = 5;     // rows without a score after which the position is left

  double score(const relval::Today& today) const {
    double sum = 0;
    for (std::size_t i = 0; i < trend_.size(); ++i) {
      const double trend = today.value(trend_[i]);
      const double a = today.value(moved_long_[i]), b = today.value(moved_short_[i]);
      const bool apart = trend > 0 ? a < 0 && b > 0 : a > 0 && b < 0;
      sum += both_legs_ && !apart && !std::isnan(trend) ? 0 : trend;
    }
    return sum / static_cast<double>(trend_.size());
  }

  // What is held stays within no_change of it, and until the score is no_change inside the threshold.
  double wanted(double now, double held) const {
    const double size = std::fabs(now);
    const bool beyond = size > threshold_, near_held = std::fabs(now - held) <= no_change_;
    if (now * held > 0 && size > threshold_ - no_change_ && (!beyond || near_held)) return held;
    return beyond ? now : 0;
  }

  relval::Asset long_, short_;
  std::array<relval::Signal, 3> trend_, moved_long_, moved_short_;
  double threshold_ = 0, no_change_ = 0;
  bool both_legs_ = false;
};

}  // namespace

RELVAL_STRATEGY(divergence_momentum, DivergenceMomentum, "1",
                "shorts the leg that keeps widening against the other, by the strength of the trend")
