// One line per folder of strategies/: a list that is read beats one that registers itself.
#include "strategy/built_in.hpp"

extern "C" {
const relval_plugin* relval_strategy_divergence_momentum(void);
const relval_plugin* relval_strategy_fixed_positions(void);
const relval_plugin* relval_strategy_signal_file(void);
const relval_plugin* relval_strategy_spread_zscore(void);
const relval_plugin* relval_strategy_static_pair(void);
const relval_plugin* relval_strategy_weights_file(void);
}

namespace relval {

std::vector<const relval_plugin*> built_in_strategies() {
  return {relval_strategy_divergence_momentum(), relval_strategy_fixed_positions(), relval_strategy_signal_file(),
          relval_strategy_spread_zscore(), relval_strategy_static_pair(), relval_strategy_weights_file()};
}

}  // namespace relval
