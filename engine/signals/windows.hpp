// The nodes that look at a window of rows: z-scores, means, deviations, decays, regressions.
#pragma once

#include "signals/nodes.hpp"

namespace relval {

// zscore, mean and deviation: those of one window among the earlier nodes share its arithmetic.
std::unique_ptr<SignalRun::Node> make_moments_node(const SignalNode&, const SignalRun::Node& x,
                                                   std::span<const Date> dates,
                                                   const std::vector<std::unique_ptr<SignalRun::Node>>& earlier,
                                                   RowBuffer);
// ewma_vol and ewma_mean
std::unique_ptr<SignalRun::Node> make_ewma_node(const SignalNode&, const SignalRun::Node& x, RowBuffer);
// The parts of one regression among the earlier nodes share its arithmetic.
std::unique_ptr<SignalRun::Node> make_ols_node(const SignalNode&, const SignalRun::Node& y, const SignalRun::Node& x,
                                               const std::vector<std::unique_ptr<SignalRun::Node>>& earlier, RowBuffer);

}  // namespace relval
