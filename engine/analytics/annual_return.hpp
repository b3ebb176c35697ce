// Return per year. Returns are P&L over a constant capital, they add up and do not compound; the compounded figure is
// another statistic, for comparison with libraries that state it.
#pragma once

#include "base/statistic.hpp"

namespace relval {

// Periods per year times the mean.
Statistic annual_return(std::span<const double> returns, double periods_per_year);

// exp(periods per year x mean of ln(1 + r)) - 1; out_of_domain once a return is -100 % or less.
Statistic annual_return_compounded(std::span<const double> returns, double periods_per_year);

}  // namespace relval
