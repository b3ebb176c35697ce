// Variance ratio of Lo & MacKinlay (1988): the variance of q-row changes over q times that of one-row changes, 1 for a
// random walk, below 1 for a series that reverts. Overlapping changes, drift removed; Campbell, Lo & MacKinlay (1997),
// 2.4.34 to 2.4.43.
#pragma once

#include <cstddef>
#include <span>

#include "base/statistic.hpp"

namespace relval {

struct VarianceRatioOptions {
  bool robust = true;     // the score allows for changing volatility
  bool debiased = true;   // both variances by unbiased divisors
};
// x: levels. status: out_of_domain for q < 2, too_few unless there are more changes than q, zero_variance.
struct VarianceRatio {
  Status status = Status::too_few;
  double ratio = kNaN;
  double score = kNaN;    // standard normal for a random walk
  double p_value = kNaN;  // two-sided
};
VarianceRatio variance_ratio(std::span<const double> x, std::size_t q, VarianceRatioOptions = {});

}  // namespace relval
