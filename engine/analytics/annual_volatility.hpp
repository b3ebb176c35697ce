// Volatility per year: sample standard deviation (n - 1) times the root of the periods per year.
#pragma once

#include "base/statistic.hpp"

namespace relval {

Statistic annual_volatility(std::span<const double> returns, double periods_per_year);

}  // namespace relval
