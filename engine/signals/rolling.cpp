#include "signals/rolling.hpp"

#include <algorithm>
#include <cmath>

#include "base/lanes.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr std::size_t kStrip = 512;  // columns at a time: long runs of memory, accumulators in the nearest cache

void strip_moments(const double* first, std::size_t stride, std::size_t window, std::size_t n, double* mean,
                   double* deviation) {
  const lanes::Loops& loops = lanes::loops();
  double squares[kStrip] = {};
  std::fill_n(mean, n, 0.0);
  loops.add_rows(first, stride, window, mean, n);
  for (std::size_t i = 0; i < n; ++i) mean[i] /= static_cast<double>(window);
  loops.add_squares(first, stride, window, mean, squares, n);
  for (std::size_t i = 0; i < n; ++i) {
    const double sd = std::sqrt(squares[i] / static_cast<double>(window - 1));
    deviation[i] = sd > 1e-13 * std::fabs(mean[i]) ? sd : kNaN;
  }
}

}  // namespace

void rolling_moments(const double* last, std::size_t width, std::size_t window, std::span<double> mean,
                     std::span<double> deviation) {
  const double* first = last - (window - 1) * width;
  for (std::size_t i = 0; i < width; i += kStrip)
    strip_moments(first + i, width, window, std::min(kStrip, width - i), mean.data() + i, deviation.data() + i);
}

}  // namespace relval
