// Variance that follows the returns, row by row: what each row knew before it, and what the next one is expected to
// have. Per period.
#pragma once

#include <optional>
#include <vector>

#include "base/statistic.hpp"

namespace relval {

struct VariancePath {
  Status status = Status::too_few;
  std::vector<double> variance;  // n + 1: of each row from the rows before it, then of the row to come
  double log_likelihood = kNaN;  // -1/2 sum of [ln 2 pi + ln v + e^2 / v] over the n rows
  double mean = 0;               // that was taken off the returns
};

// v(t + 1) = lambda v(t) + (1 - lambda) r(t)^2, v(1) = mean of r^2 over these returns; 0 < lambda < 1. The mean is 0.
VariancePath ewma_variance(std::span<const double> returns, double lambda = 0.94);

struct Garch {
  double mu = 0, omega = 0, alpha = 0, beta = 0;
};
// v(t + 1) = omega + alpha (r(t) - mu)^2 + beta v(t). v(1) is `first`, or omega + (alpha + beta) mean of (r - mu)^2,
// the start of the benchmark of Fiorentini, Calzolari & Panattoni (1996). Negative parameters are out_of_domain, a
// variance of 0 zero_variance.
VariancePath garch_variance(std::span<const double> returns, const Garch&, std::optional<double> first = {});

}  // namespace relval
