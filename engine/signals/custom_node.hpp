// The node of a signal that the plugin works out.
#pragma once

#include "signals/nodes.hpp"

namespace relval {

// Each value has a state of its own. Error(strategy) with the date where the plugin's step fails.
std::unique_ptr<SignalRun::Node> make_custom_node(const SignalNode&, const MarketData&,
                                                  const std::vector<std::unique_ptr<SignalRun::Node>>& earlier,
                                                  RowBuffer);

}  // namespace relval
