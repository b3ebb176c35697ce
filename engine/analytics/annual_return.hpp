// Return per year: periods per year times the mean. Returns are P&L over a constant capital, they add up and do not
// compound.
#pragma once

#include "base/statistic.hpp"

namespace relval {

Statistic annual_return(std::span<const double> returns, double periods_per_year);

}  // namespace relval
