// Asks for signals that cannot be made; which one is a parameter.
#include <limits>

#include <relval/strategy.hpp>

namespace {
struct BadSignals {
  static constexpr std::array kParams = {relval::whole("which", "", "which mistake", relval::kNaN, 0, 99)};
  struct State {};
  void setup(relval::Setup& setup) {
    const auto spread = setup.field("spread");
    const auto one = setup.of(spread, {0});
    switch (static_cast<int>(setup.param("which"))) {
      case 0: setup.zscore(one, 1); break;
      case 1: setup.lag(one, -1); break;
      case 2: setup.of(one, {0}); break;
      case 3: setup.of(spread, {77}); break;
      case 4: setup.diff(one, {5}); break;
      case 5: setup.keep_history(one, 0); break;
      case 6: setup.keep_history({}, 10); break;
      case 7: setup.decide_every(0, 0); break;
      case 8: setup.decide_every(1, -1); break;
      case 9: setup.param("whihc"); break;
      case 10: setup.text("which"); break;
      case 11: setup.field(nullptr); break;
      case 12: setup.ols(one, one, 2); break;
      case 13: setup.ewma_vol(one, 1); break;
      case 14: setup.scale(one, relval::kNaN); break;
      case 16: setup.mean(one, 0); break;
      case 17: setup.deviation(one, 1); break;
      case 18: setup.ewma_mean(one, 0); break;
      case 19: setup.rank(one); break;
      case 20: setup.kalman(one, one, {-1, 0, 1}, 10); break;
      case 21: setup.kalman(one, one, {0, relval::kNaN, 1}, 10); break;
      case 22: setup.kalman(one, one, {0, 0, 0}, 10); break;
      case 23: setup.kalman(one, one, {0, 0, 1, std::numeric_limits<double>::infinity()}, 10); break;
      case 24: setup.kalman(one, one, {0, 0, 1}, -1); break;
      case 25: setup.kalman(one, {9}, {0, 0, 1}, 10); break;
      case 26: setup.lag(one, 100'001); break;
      case 27: setup.zscore(one, 100'001); break;
      case 28: setup.kalman(one, one, {0, 0, 1}, 100'001); break;
      case 29: setup.keep_history(one, 100'001); break;
      default: setup.table("which"); break;
    }
  }
  void decide(const relval::Today&, State&, relval::Targets&) const {}
};
}  // namespace

RELVAL_STRATEGY(bad_signals, BadSignals, "1", "asks for signals that cannot be made")
