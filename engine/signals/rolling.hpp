// Lines and decaying moments over a window of rows, column by column.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace relval {

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
