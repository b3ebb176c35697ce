// Exponentially weighted mean and variance as a recursion, and the ways to say how fast they forget.
#pragma once

#include <span>
#include <vector>

namespace relval {

// The weight of the newest value, 0 < alpha <= 1; NaN outside the stated range.
double alpha_of_half_life(double rows);      // 1 - 2^(-1/rows), rows > 0
double alpha_of_span(double span);           // 2 / (span + 1), span >= 1
double alpha_of_centre_of_mass(double com);  // 1 / (1 + com), com >= 0

// m <- m + alpha d, v <- (1 - alpha)(v + alpha d^2) with d = x - m before; the first value has m = x, v = 0. A NaN
// leaves both as they are; before the first value they are NaN. (pandas: adjust=False, bias=True, ignore_na=True.)
class Ewma {
 public:
  explicit Ewma(double alpha) : alpha_(alpha) {}
  void add(double x);
  double mean() const;      // NaN before the first value
  double variance() const;  // population, NaN before the first value
  std::size_t count() const { return count_; }

 private:
  double alpha_, mean_ = 0, variance_ = 0;
  std::size_t count_ = 0;
};

// Row by row. NaN throughout where alpha is not in (0, 1], and on rows before min_obs values are known.
struct EwmaMeanVar {
  std::vector<double> mean, var;
};
EwmaMeanVar ewma_mean_var(std::span<const double> x, double alpha, std::size_t min_obs = 1);

}  // namespace relval
