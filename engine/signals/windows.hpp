// The nodes that look at a window of rows: z-scores, decaying deviations, regressions.
#pragma once

#include "signals/nodes.hpp"

namespace relval {

std::unique_ptr<SignalRun::Node> make_zscore_node(const SignalNode&, const SignalRun::Node& x, RowBuffer);
std::unique_ptr<SignalRun::Node> make_ewma_vol_node(const SignalNode&, const SignalRun::Node& x, RowBuffer);
// The parts of one regression among the earlier nodes share its arithmetic.
std::unique_ptr<SignalRun::Node> make_ols_node(const SignalNode&, const SignalRun::Node& y, const SignalRun::Node& x,
                                               const std::vector<std::unique_ptr<SignalRun::Node>>& earlier, RowBuffer);

}  // namespace relval
