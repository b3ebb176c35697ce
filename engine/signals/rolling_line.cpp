// Lines through windows: three passes, so that a near perfect fit keeps the digits of its residuals.
#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"
#include "signals/rolling.hpp"

namespace relval {
namespace {

constexpr double kRounding = 1e-13;  // of the magnitude: what rounding leaves of a deviation that is none
constexpr std::size_t kStrip = 256;  // columns at a time

struct Sums {
  double x[kStrip] = {}, y[kStrip] = {};                      // then means
  double xx[kStrip] = {}, xy[kStrip] = {}, yy[kStrip] = {};  // about the means
  double residual[kStrip] = {};
};

// Calls add(i, y, x) for n columns from the first, the window's rows in order.
template <class Add>
void sweep(const WindowSide& y, const WindowSide& x, std::size_t window, std::size_t first, std::size_t n, Add add) {
  for (std::size_t k = window; k-- > 0;) {
    const double *yk = y.last + first * y.step - k * y.stride, *xk = x.last + first * x.step - k * x.stride;
    for (std::size_t i = 0; i < n; ++i) add(i, yk[i * y.step], xk[i * x.step]);
  }
}

void strip_line(const WindowSide& y, const WindowSide& x, std::size_t window, std::size_t first, std::size_t n,
                RollingLine& out) {
  Sums s;
  double* beta = out.beta.data() + first;
  sweep(y, x, window, first, n, [&](std::size_t i, double yi, double xi) {
    s.y[i] += yi;
    s.x[i] += xi;
  });
  const double rows = static_cast<double>(window);
  for (std::size_t i = 0; i < n; ++i) {
    s.y[i] /= rows;
    s.x[i] /= rows;
  }
  sweep(y, x, window, first, n, [&](std::size_t i, double yi, double xi) {
    const double dy = yi - s.y[i], dx = xi - s.x[i];
    s.xx[i] += dx * dx;
    s.xy[i] += dx * dy;
    s.yy[i] += dy * dy;
  });
  for (std::size_t i = 0; i < n; ++i) {
    const bool moves = std::sqrt(s.xx[i] / (rows - 1)) > kRounding * std::fabs(s.x[i]);
    beta[i] = moves ? s.xy[i] / s.xx[i] : kNaN;
  }
  sweep(y, x, window, first, n, [&](std::size_t i, double yi, double xi) {
    const double e = yi - s.y[i] - beta[i] * (xi - s.x[i]);
    s.residual[i] += e * e;
  });
  for (std::size_t i = 0; i < n; ++i) {
    const double deviation = std::sqrt(s.residual[i] / (rows - 1)), of_y = std::sqrt(s.yy[i] / (rows - 1));
    out.alpha[first + i] = s.y[i] - beta[i] * s.x[i];
    out.deviation[first + i] = deviation > kRounding * (std::fabs(s.y[i]) + of_y) ? deviation : kNaN;
  }
}

// Calls add(weight, value) for the known values of a column, newest first: each weighs lambda times the one after it.
template <class Add>
void over_known(const double* last, std::size_t width, std::size_t rows, double lambda, Add add) {
  double weight = 1;
  for (std::size_t k = 0; k < rows; ++k) {
    const double v = *(last - k * width);
    if (std::isnan(v)) continue;
    add(weight, v);
    weight *= lambda;
  }
}

struct WeightedMean {
  std::size_t known = 0;
  double weights = 0, mean = kNaN;
};
WeightedMean decaying_mean(const double* last, std::size_t width, std::size_t rows, double lambda) {
  WeightedMean out;
  double sum = 0;
  over_known(last, width, rows, lambda, [&](double w, double v) {
    ++out.known;
    out.weights += w;
    sum += w * v;
  });
  out.mean = sum / out.weights;
  return out;
}

}  // namespace

void rolling_line(const WindowSide& y, const WindowSide& x, std::size_t window, RollingLine& out) {
  const std::size_t width = out.beta.size();
  for (std::size_t i = 0; i < width; i += kStrip) strip_line(y, x, window, i, std::min(kStrip, width - i), out);
}

EwmaRows ewma_rows(double lambda) {
  const auto until = [lambda](double left) {
    return static_cast<std::size_t>(std::ceil(log(left) / log(lambda) - 1e-9));  // rounding of a whole number of rows
  };
  return {std::max<std::size_t>(until(1e-3), 2), std::max<std::size_t>(until(0.125), 2)};
}

void rolling_ewma_mean(const double* last, std::size_t width, std::size_t rows, std::size_t least, double lambda,
                       std::span<double> out) {
  for (std::size_t i = 0; i < width; ++i) {
    const WeightedMean now = decaying_mean(last + i, width, rows, lambda);
    out[i] = now.known >= least ? now.mean : kNaN;
  }
}

void rolling_ewma_deviation(const double* last, std::size_t width, std::size_t rows, std::size_t least, double lambda,
                            std::span<double> out) {
  for (std::size_t i = 0; i < width; ++i) {
    const WeightedMean now = decaying_mean(last + i, width, rows, lambda);
    double squares = 0;
    over_known(last + i, width, rows, lambda,
               [&](double w, double v) { squares += w * (v - now.mean) * (v - now.mean); });
    const double deviation = std::sqrt(squares / now.weights);
    out[i] = now.known >= least && deviation > kRounding * std::fabs(now.mean) ? deviation : kNaN;
  }
}

}  // namespace relval
