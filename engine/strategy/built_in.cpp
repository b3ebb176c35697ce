// One line per folder of strategies/: a list that is read beats one that registers itself.
#include "strategy/built_in.hpp"

extern "C" {
const relval_plugin* relval_strategy_fixed_positions(void);
const relval_plugin* relval_strategy_static_pair(void);
}

namespace relval {

std::vector<const relval_plugin*> built_in_strategies() {
  return {relval_strategy_fixed_positions(), relval_strategy_static_pair()};
}

}  // namespace relval
