// Buys one leg against another while it is wide by its own history: enters when the difference of their spreads is
// `enter` deviations above its mean over `window` rows, leaves below `exit`. Change it into your idea.
#include <cmath>

#include <relval/strategy.hpp>

namespace {

struct @TYPE@ {
  // What a config may state: name, unit, what it does, default, least, most.
  static constexpr std::array kParams = {
      relval::asset("long", "bought when it is wide"),
      relval::asset("short", "sold against it"),
      relval::whole("window", "rows", "rows of the mean and deviation, today not among them", 60, 3, 2000),
      relval::number("enter", "deviations", "bought above", 2, 0, 10),
      relval::number("exit", "deviations", "sold below", 0.5, -10, 10),
  };

  // What it remembers from one close to the next; begins as zeros.
  struct State {
    bool held;
  };

  // Names, never numbers: the engine loads what the signals need, also before the first row of the run.
  void setup(relval::Setup& setup) {
    long_ = setup.asset_param("long");
    short_ = setup.asset_param("short");
    enter_ = setup.param("enter");
    exit_ = setup.param("exit");
    const relval::Signal spread = setup.field("spread");
    const relval::Signal gap = setup.diff(setup.of(spread, long_), setup.of(spread, short_));
    score_ = setup.zscore(gap, static_cast<int>(setup.param("window")));
    setup.decide_every_row();
  }

  // One close. A weight above 0 is long credit risk, 1 is what the config's `sizing` says; traded at the next close.
  void decide(const relval::Today& today, State& state, relval::Targets& targets) const {
    const double score = today.value(score_);
    if (std::isnan(score)) return;  // the window is not full, or a quote is missing: what is held stays
    const bool hold = state.held ? score > exit_ : score > enter_;
    if (hold == state.held) return;
    state.held = hold;
    targets.weight(long_, hold ? +1 : 0);
    targets.weight(short_, hold ? -1 : 0);
  }

 private:
  relval::Asset long_, short_;
  relval::Signal score_;
  double enter_ = 0, exit_ = 0;
};

}  // namespace

RELVAL_STRATEGY(@NAME@, @TYPE@, "1", "buys a leg against another while it is wide by its own history")
