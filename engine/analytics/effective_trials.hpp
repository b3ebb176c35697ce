// How many independent trials a set of related ones amounts to, by three ideas. Trials that are constant or not finite
// throughout take no part: they have no correlation.
#pragma once

#include <cstddef>
#include <vector>

#include "analytics/deflated_sharpe.hpp"
#include "base/statistic.hpp"

namespace relval {

using Correlations = std::vector<std::vector<double>>;
// Of the trials that have one, in order.
Correlations trial_correlations(const Trials&);

// r + (1 - r) M with r the mean correlation of different trials, taken into [0, 1] (Bailey & Lopez de Prado 2014,
// appendix). average: before that. too_few below two trials.
struct AverageCorrelationTrials {
  Statistic trials;
  double average = kNaN;
};
AverageCorrelationTrials trials_by_average_correlation(const Correlations&);

// M^2 / sum of squared correlations: participation ratio of the eigenvalues.
Statistic trials_by_participation(const Correlations&);

// Average-linkage clusters on distances sqrt((1 - r) / 2), cut where the mean silhouette is largest (2 to M - 2
// clusters, ties to fewer; a cluster of one has silhouette 0): a deterministic stand-in for the k-means of Lopez de
// Prado & Lewis, Quantitative Finance 19 (2019). A cluster's series is the mean of its members weighted by inverse
// variance. status: too_few below 4 trials, out_of_domain where all correlations exceed 0.99: use the average
// correlation then.
struct TrialClusters {
  Status status = Status::too_few;
  std::size_t count = 0;
  double silhouette = kNaN;
  std::vector<double> silhouettes;   // of 2, 3, ... clusters
  std::vector<std::size_t> labels;   // of the trials that take part, numbered as they first appear
  std::vector<double> sharpes;       // of the clusters' series, per period; NaN for a constant one
  double variance = kNaN;            // of those, n - 1
};
TrialClusters trial_clusters(const Trials&);

}  // namespace relval
