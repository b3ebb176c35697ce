#include "signals/rolling_mean.hpp"

#include <cmath>

#include "base/numeric.hpp"

namespace relval {
namespace {

RunningMoments known(double value) { return std::isnan(value) ? RunningMoments{} : RunningMoments::of(value); }

}  // namespace

RunningMoments RunningMoments::merged(const RunningMoments& later) const {
  if (later.count == 0) return *this;
  if (count == 0) return later;
  const double n = static_cast<double>(count), m = static_cast<double>(later.count);
  const double apart = later.mean - mean;
  return {count + later.count, mean + apart * (m / (n + m)),
          squares + later.squares + apart * apart * (n * m / (n + m))};
}

void MomentQueue::push(double newest) {
  newer_.push_back(newest);
  of_newer_ = of_newer_.merged(known(newest));
}

void MomentQueue::pop() {
  if (older_.empty()) {
    RunningMoments all;
    for (std::size_t i = newer_.size(); i-- > 0;) {
      all = known(newer_[i]).merged(all);
      older_.push_back(all);
    }
    newer_.clear();
    of_newer_ = {};
  }
  older_.pop_back();
}

RunningMoments MomentQueue::moments() const { return older_.empty() ? of_newer_ : older_.back().merged(of_newer_); }

RollingMeanSd rolling_mean_sd(std::span<const double> x, std::size_t window, std::size_t ddof,
                              std::size_t min_periods) {
  RollingMeanSd out{std::vector<double>(x.size(), kNaN), std::vector<double>(x.size(), kNaN)};
  if (window == 0) return out;
  const bool partial = min_periods > 0 && min_periods < window;
  const std::size_t least = partial ? min_periods : window;
  MomentQueue queue;
  for (std::size_t row = 0; row < x.size(); ++row) {
    queue.push(x[row]);
    if (queue.size() > window) queue.pop();
    const RunningMoments now = queue.moments();
    if (now.count < least) continue;
    out.mean[row] = now.mean;
    if (now.count > ddof) out.sd[row] = std::sqrt(now.squares / static_cast<double>(now.count - ddof));
  }
  return out;
}

}  // namespace relval
