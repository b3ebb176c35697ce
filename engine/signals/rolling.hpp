// Moments over a window of rows, column by column.
#pragma once

#include <cstddef>
#include <span>

namespace relval {

// last: the newest row of the window; older rows lie `width` doubles before it. Two-pass mean and sample deviation
// (n - 1); a window that holds a NaN, or is flat (deviation <= 1e-13 of the mean's magnitude), has deviation NaN.
void rolling_moments(const double* last, std::size_t width, std::size_t window, std::span<double> mean,
                     std::span<double> deviation);

}  // namespace relval
