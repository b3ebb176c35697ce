// Enters after some rows, and may die or hang instead: for the tests of relval check. Built twice, with two thresholds.
#include <relval/strategy.hpp>

#include <cstdlib>

namespace {

struct Waits {
  static constexpr std::array kParams = {
      relval::asset("long", "leg held long"),
      relval::choice("then", "hold|die|hang", "what it does after its rows", "hold"),
  };

  struct State {
    int rows;
  };

  void setup(relval::Setup& setup) {
    long_ = setup.asset_param("long");
    then_ = setup.text("then");
    setup.decide_every_row();
  }

  void decide(const relval::Today&, State& state, relval::Targets& targets) const {
    if (++state.rows != RELVAL_TEST_ROWS) return;
    if (then_ == "die") std::abort();
    volatile bool hangs = then_ == "hang";
    while (hangs) {
    }
    targets.weight(long_, +1);
  }

 private:
  relval::Asset long_;
  std::string_view then_;
};

}  // namespace

RELVAL_STRATEGY(waits, Waits, "1", "enters after some rows")
