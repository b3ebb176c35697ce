// Sample quantiles (Hyndman & Fan 1996, American Statistician 50). Type 1 is a value of the sample, the inverse of its
// distribution; 7 is linear between values, as numpy, pandas and R have it unless asked otherwise.
#pragma once

#include <vector>

#include "base/statistic.hpp"

namespace relval {

enum class Quantile : unsigned char { inverse = 1, hazen = 5, weibull = 6, linear = 7, median_unbiased = 8 };

// values in ascending order, at least one; 0 <= p <= 1.
double quantile_of_sorted(std::span<const double> ascending, double p, Quantile type);
Statistic quantile(std::span<const double> values, double p, Quantile type = Quantile::linear);

// The middle value, or half the sum of the two; puts the values in another order. NaN of none. No NaN among them.
double median(std::vector<double>& values);

}  // namespace relval
