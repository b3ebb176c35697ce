// Variances of means whose terms are related over time (heteroskedasticity and autocorrelation consistent, "HAC").
#pragma once

#include <cstddef>

#include "base/statistic.hpp"

namespace relval {

// g(0) + 2 sum over l <= lag of (1 - l / (lag + 1)) g(l), g(l) = (1/n) sum of x[t] x[t - l]: Bartlett weights (Newey &
// West 1987). x has mean 0 by its construction and is not centred again. Never negative but by rounding: then 0.
double long_run_variance(std::span<const double> x, std::size_t lag);

// floor(4 (n / 100)^(2/9)), the lag used where none is asked for (Newey & West 1994).
std::size_t automatic_lag(std::size_t n);

}  // namespace relval
