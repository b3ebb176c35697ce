// A signal of its own whose step keeps a count beside its State: another run begins where the last one ended.
#include <relval/strategy.hpp>

namespace {

struct Counted {
  static constexpr const char* kName = "counted";
  struct State {};
  double step(State&, std::span<const double> in) const {
    static int calls = 0;
    return in[0] + ++calls;
  }
};

struct KeepsSignal {
  static constexpr std::array kParams = {relval::asset("held", "leg or instrument that is held")};
  struct State {};

  void setup(relval::Setup& setup) {
    held_ = setup.asset_param("held");
    setup.custom({setup.of(setup.field("spread"), held_)}, Counted{}, 0);
    setup.decide_every_row();
  }
  void decide(const relval::Today&, State&, relval::Targets& targets) const { targets.weight(held_, 1); }

 private:
  relval::Asset held_;
};

}  // namespace

RELVAL_STRATEGY(keeps_signal, KeepsSignal, "1", "keeps a count beside the state of a signal")
