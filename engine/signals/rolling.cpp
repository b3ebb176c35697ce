#include "signals/rolling.hpp"

#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr std::size_t kStrip = 512;  // columns at a time: long runs of memory, accumulators in the nearest cache

// Calls add(i, row) ... for the rows of the window in order, four rows a sweep over the columns: each column's sum is
// still taken row after row, its accumulator is loaded and stored a quarter as often.
template <class Add>
void sweep(const double* first, std::size_t stride, std::size_t window, std::size_t n, double* sums, Add add) {
  std::size_t k = 0;
  for (; k + 4 <= window; k += 4) {
    const double *a = first + k * stride, *b = a + stride, *c = b + stride, *d = c + stride;
    for (std::size_t i = 0; i < n; ++i) sums[i] = add(add(add(add(sums[i], a[i], i), b[i], i), c[i], i), d[i], i);
  }
  for (; k < window; ++k) {
    const double* a = first + k * stride;
    for (std::size_t i = 0; i < n; ++i) sums[i] = add(sums[i], a[i], i);
  }
}

void strip_moments(const double* first, std::size_t stride, std::size_t window, std::size_t n, double* mean,
                   double* deviation) {
  double centre[kStrip], sums[kStrip] = {};
  sweep(first, stride, window, n, sums, [](double sum, double x, std::size_t) { return sum + x; });
  for (std::size_t i = 0; i < n; ++i) {
    centre[i] = sums[i] / static_cast<double>(window);
    sums[i] = 0;
  }
  sweep(first, stride, window, n, sums, [&centre](double sum, double x, std::size_t i) {
    const double d = x - centre[i];
    return sum + d * d;
  });
  for (std::size_t i = 0; i < n; ++i) {
    const double sd = std::sqrt(sums[i] / static_cast<double>(window - 1));
    mean[i] = centre[i];
    deviation[i] = sd > 1e-13 * std::fabs(centre[i]) ? sd : kNaN;
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
