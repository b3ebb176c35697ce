// The nodes of a regression whose coefficients wander.
#pragma once

#include "signals/nodes.hpp"

namespace relval {

// One filter (kalman.hpp) for each value of the wider input, stepped on every row. The parts of one regression among
// the earlier nodes share the filters.
std::unique_ptr<SignalRun::Node> make_kalman_node(const SignalNode&, const SignalRun::Node& y, const SignalRun::Node& x,
                                                  const std::vector<std::unique_ptr<SignalRun::Node>>& earlier,
                                                  RowBuffer);

}  // namespace relval
