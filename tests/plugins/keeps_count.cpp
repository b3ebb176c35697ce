// Looks at a variable that outlives its run: every other call it holds more.
#include <relval/strategy.hpp>

namespace {

struct KeepsCount {
  static constexpr std::array kParams = {relval::asset("held", "leg or instrument that is held")};
  struct State {};

  void setup(relval::Setup& setup) {
    held_ = setup.asset_param("held");
    spread_ = setup.of(setup.field("spread"), held_);
    setup.decide_every_row();
  }
  void decide(const relval::Today&, State&, relval::Targets& targets) const {
    static int calls = 0;
    targets.weight(held_, ++calls > 30 ? 2 : 1);
  }

 private:
  relval::Asset held_;
  relval::Signal spread_;
};

}  // namespace

RELVAL_STRATEGY(keeps_count, KeepsCount, "1", "keeps a count between runs")
