#include "signals/rolling.hpp"

#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr std::size_t kStrip = 64;  // columns at a time: the accumulators stay in the nearest cache

struct Strip {
  double sum[kStrip], squares[kStrip], largest[kStrip];
};

void strip_moments(const double* first, std::size_t stride, std::size_t window, std::size_t n, double* mean, double* deviation) {
  Strip a{};
  for (std::size_t k = 0; k < window; ++k) {
    const double* x = first + k * stride;
    for (std::size_t i = 0; i < n; ++i) a.sum[i] += x[i];
  }
  for (std::size_t i = 0; i < n; ++i) mean[i] = a.sum[i] / static_cast<double>(window);
  for (std::size_t k = 0; k < window; ++k) {
    const double* x = first + k * stride;
    for (std::size_t i = 0; i < n; ++i) {
      const double d = x[i] - mean[i], size = std::fabs(x[i]);
      a.squares[i] += d * d;
      a.largest[i] = size > a.largest[i] ? size : a.largest[i];
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    const double sd = std::sqrt(a.squares[i] / static_cast<double>(window - 1));
    deviation[i] = sd > 1e-13 * a.largest[i] ? sd : kNaN;
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
