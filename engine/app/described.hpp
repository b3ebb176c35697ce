// Every strategy there is, described, or why it cannot be.
#pragma once

#include <vector>

#include "report/strategy_json.hpp"
#include "strategy/registry.hpp"

namespace relval {

// Plugins are loaded in processes of their own first: one that crashes, ends the process or never returns where it is
// loaded hides no other.
std::vector<ListedStrategy> described_strategies(Registry&);

}  // namespace relval
