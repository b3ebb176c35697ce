// Mean and deviation over a moving window of one series, without subtracting what leaves it: a jump of 1e9 in the level
// leaves no trace once it has left the window.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace relval {

// Count, mean and sum of squares about the mean of some values; two of them merge without cancellation (Chan, Golub &
// LeVeque 1983).
struct RunningMoments {
  std::size_t count = 0;
  double mean = 0, squares = 0;
  static RunningMoments of(double value) { return {1, value, 0}; }
  RunningMoments merged(const RunningMoments& later) const;
};

// The moments of a queue of values: two stacks, each level of which knows the moments of what lies below it. A NaN
// takes its place in the queue and counts for nothing.
class MomentQueue {
 public:
  void push(double newest);
  void pop();  // the oldest; the queue must not be empty
  std::size_t size() const { return older_.size() + newer_.size(); }
  RunningMoments moments() const;

 private:
  std::vector<RunningMoments> older_;  // older_.back() has all of the older stack
  std::vector<double> newer_;
  RunningMoments of_newer_;
};

// Row by row over the last `window` rows: mean, and deviation with divisor n - ddof over the n values that are not NaN.
// NaN before row window - 1, where fewer than min_periods values are known (window unless it is given, so that a
// missing row is felt), and for the deviation where n <= ddof.
struct RollingMeanSd {
  std::vector<double> mean, sd;
};
RollingMeanSd rolling_mean_sd(std::span<const double> x, std::size_t window, std::size_t ddof = 1,
                              std::size_t min_periods = 0);

}  // namespace relval
