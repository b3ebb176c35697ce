// Signals of its own: how far a spread is above its lowest value, for each asset and for one; and, as the parameter
// says, wrong ones: 1 throws on the 20th row, 2 changes the rounding, 3 has five inputs, 4 a name with a blank,
// 5 a negative warm-up.
#include <relval/strategy.hpp>

#include <xmmintrin.h>

#include <algorithm>
#include <stdexcept>

namespace {

struct Rise {
  static constexpr const char* kName = "rise";
  double forget;
  struct State {
    double low;
    bool started;
  };
  double step(State& s, std::span<const double> in) const {
    s.low = s.started ? std::min(in[0], s.low + forget) : in[0];
    s.started = true;
    return in[0] - s.low;
  }
};

struct Wrong {
  static constexpr const char* kName = "wrong";
  double what;
  struct State {
    int rows;
  };
  double step(State& s, std::span<const double> in) const {
    if (what == 1 && ++s.rows == 20) throw std::runtime_error("the twentieth");
    if (what == 2) _mm_setcsr(_mm_getcsr() | 0x6000);
    return in[0];
  }
};

struct Blank {
  static constexpr const char* kName = "a b";
  struct State {};
  double step(State&, std::span<const double> in) const { return in[0]; }
};

struct CustomSignals {
  static constexpr std::array kParams = {relval::asset("long", "bought as it has risen"),
                                         relval::whole("what", "", "what is wrong", 0, 0, 5)};
  struct State {};
  void setup(relval::Setup& setup) {
    long_ = setup.asset_param("long");
    const relval::Signal spread = setup.field("spread"), one = setup.of(spread, long_);
    const double what = setup.param("what");
    panel_ = setup.custom({spread}, Rise{0.5}, 0);
    same_ = setup.custom({spread}, Rise{0.5}, 0);
    one_ = setup.custom({one}, Rise{0.5}, 0);
    other_ = setup.custom({one}, Rise{0.25}, 10);
    if (what == 1 || what == 2) setup.custom({one}, Wrong{what}, 0);
    if (what == 3) setup.custom({one, one, one, one, one}, Rise{1}, 0);
    if (what == 4) setup.custom({one}, Blank{}, 0);
    if (what == 5) setup.custom({one}, Rise{1}, -1);
  }
  void decide(const relval::Today& today, State&, relval::Targets& targets) const {
    if (today.at(panel_, long_) != today.value(one_)) throw std::runtime_error("panel and single value differ");
    if (same_.id != panel_.id || other_.id == one_.id) throw std::runtime_error("equal ones are one, others are not");
    targets.weight(long_, today.value(one_) > 3 ? 1 : 0);
  }

 private:
  relval::Asset long_;
  relval::Signal panel_, same_, one_, other_;
};

}  // namespace

RELVAL_STRATEGY(custom_signals, CustomSignals, "1", "buys what has risen above its low")
