// A Kalman regression, a mean, a deviation, a decaying mean and ranks, of a plugin: buys the leg that is wide by them.
#include <cmath>
#include <stdexcept>

#include <relval/strategy.hpp>

namespace {

struct MoreSignals {
  static constexpr std::array kParams = {relval::asset("long", "bought where it is wide"),
                                         relval::asset("against", "what it is wide against"),
                                         relval::asset("instrument", "one that is ranked")};
  struct State {};
  void setup(relval::Setup& setup) {
    long_ = setup.asset_param("long");
    name_ = setup.asset_param("instrument");
    const relval::Signal spread = setup.field("spread");
    const relval::Signal y = setup.of(spread, long_), x = setup.of(spread, setup.asset_param("against"));
    line_ = setup.kalman(y, x, {.alpha_drift = 0.5, .beta_drift = 1e-4, .noise = 4}, 5);
    same_ = setup.kalman(y, x, {0.5, 1e-4, 4, 1e6}, 5);
    ranks_ = setup.rank(spread);
    rank_ = setup.of(ranks_, name_);
    smooth_ = setup.ewma_mean(rank_, 0.5);
    mean_ = setup.mean(y, 4);
    deviation_ = setup.deviation(y, 4, relval::Include::today);
    setup.decide_every_row();
  }
  void decide(const relval::Today& today, State&, relval::Targets& targets) const {
    if (same_.score.id != line_.score.id || same_.alpha.id != line_.alpha.id)
      throw std::runtime_error("equal signals are one");
    if (!(today.at(ranks_, name_) == today.value(rank_))) throw std::runtime_error("a rank of a panel and its own");
    if (!std::isnan(today.at(ranks_, long_))) throw std::runtime_error("a leg has no rank");
    const double sum = today.value(line_.alpha) + today.value(line_.beta) + today.value(line_.residual) +
                       today.value(smooth_) + today.value(mean_) + today.value(deviation_);
    if (std::isnan(sum)) return;
    targets.weight(long_, today.value(line_.score) > 0 ? 1 : 0);
  }

 private:
  relval::Asset long_, name_;
  relval::KalmanLine line_, same_;
  relval::Signal ranks_, rank_, smooth_, mean_, deviation_;
};

}  // namespace

RELVAL_STRATEGY(more_signals, MoreSignals, "1", "buys what is wide by a regression that wanders")
