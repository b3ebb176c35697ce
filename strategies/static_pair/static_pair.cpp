// One leg against another, entered at the first close on which both are quoted and held to the end of the run. What a
// weight of 1 means, and when sizes are brought back to it, is the config's sizing section.
#include <relval/strategy.hpp>

#include <stdexcept>

namespace {

struct StaticPair {
  static constexpr std::array kParams = {
      relval::asset("long", "leg or instrument held long: gains when its spread tightens"),
      relval::asset("short", "leg or instrument held short: gains when its spread widens"),
  };

  struct State {
    bool entered;
  };

  void setup(relval::Setup& setup) {
    long_ = setup.asset_param("long");
    short_ = setup.asset_param("short");
    if (long_ == short_) throw std::invalid_argument("long and short name the same asset: they would cancel");
    setup.decide_every_row();
  }

  void decide(const relval::Today& today, State& state, relval::Targets& targets) const {
    if (state.entered || !today.is_member(long_) || !today.is_member(short_)) return;
    targets.weight(long_, +1);
    targets.weight(short_, -1);
    state.entered = true;
  }

 private:
  relval::Asset long_, short_;
};

}  // namespace

RELVAL_STRATEGY(static_pair, StaticPair, "1", "holds one leg long and one short from the first day both are quoted")
