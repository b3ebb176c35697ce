// What a walk-forward says: how much of what was seen in sample came out of sample, and how steady the choice was.
#pragma once

#include <vector>

#include "base/statistic.hpp"

namespace relval {

// Per year, by window: the chosen configuration's mean in sample and out of sample.
struct WalkForwardMeans {
  std::vector<double> in_sample, out_of_sample;
};
// Mean out of sample over mean in sample; out_of_domain where the latter is not above 0.
Statistic walk_forward_efficiency(const WalkForwardMeans&);
Statistic share_of_windows_above_zero(const WalkForwardMeans&);  // out of sample

// Mean over windows and parameters of |change from the window before| over the parameter's range in the grid; values
// [window][parameter], ranges [parameter] > 0. too_few below two windows.
Statistic parameter_drift(const std::vector<std::vector<double>>& values, const std::vector<double>& ranges);

// Rank correlation (Spearman, average ranks) of configurations' metrics in and out of sample, of one window.
Statistic rank_correlation(std::span<const double> in_sample, std::span<const double> out_of_sample);

}  // namespace relval
