// Moments and lines over a window of rows, column by column.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace relval {

// last: the newest row of the window; older rows lie `width` doubles before it. Two-pass mean and sample deviation
// (n - 1); a window that holds a NaN, or is flat (deviation <= 1e-13 of the mean's magnitude), has deviation NaN.
void rolling_moments(const double* last, std::size_t width, std::size_t window, std::span<double> mean,
                     std::span<double> deviation);

// One side of a regression over a window: of column i, k rows before the newest, the value last[i * step - k * stride].
// step is 0 where one series stands against every column.
struct WindowSide {
  const double* last;
  std::size_t stride, step;
};
// y = alpha + beta x over `window` rows, column by column. deviation: of the residuals in the window, sample (n - 1).
// All NaN where the window holds a NaN or x is flat in it; deviation NaN too where it is rounding of y.
struct RollingLine {
  explicit RollingLine(std::size_t width) : alpha(width), beta(width), deviation(width) {}
  std::vector<double> alpha, beta, deviation;
};
void rolling_line(const WindowSide& y, const WindowSide& x, std::size_t window, RollingLine& out);

// Rows that a decay looks at: `window` until 1/1000 of the weight is left, `least` (three half-lives) to say anything.
struct EwmaRows {
  std::size_t window, least;
};
EwmaRows ewma_rows(double lambda);  // 0 < lambda < 1
// Column by column over `rows` rows: the mean of the known values, with weight lambda^j on the one j known values ago;
// NaN where fewer than `least` are known.
void rolling_ewma_mean(const double* last, std::size_t width, std::size_t rows, std::size_t least, double lambda,
                       std::span<double> out);
// Column by column over `rows` rows: ewma_deviation of regression.hpp, NaN where fewer than `least` values are known or
// they are flat.
void rolling_ewma_deviation(const double* last, std::size_t width, std::size_t rows, std::size_t least, double lambda,
                            std::span<double> out);

}  // namespace relval
