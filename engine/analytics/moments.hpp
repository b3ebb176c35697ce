// Central moments and the shape of a distribution. Two passes with compensated sums: the textbook one-pass form loses
// every digit on a mean of 1e7 with a deviation of 0.1.
#pragma once

#include "base/statistic.hpp"

namespace relval {

struct Moments {
  double mean = 0, m2 = 0, m3 = 0, m4 = 0;  // population: sums of (x - mean)^k over n
};
Moments moments(std::span<const double>);

// g1 = m3 / m2^1.5 and g2 = m4 / m2^2 - 3, population moments; at least 3 and 4 values.
Statistic skewness(std::span<const double>);
Statistic excess_kurtosis(std::span<const double>);

// G1 = g1 sqrt(n (n - 1)) / (n - 2) and G2 = (n - 1) / ((n - 2)(n - 3)) x ((n + 1) g2 + 6): bias-corrected, as pandas
// and spreadsheets state them.
Statistic skewness_adjusted(std::span<const double>);
Statistic excess_kurtosis_adjusted(std::span<const double>);

}  // namespace relval
