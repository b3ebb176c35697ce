// Filtered historical simulation: past surprises at today's volatility (Hull & White 1998; Barone-Adesi, Giannopoulos &
// Vosper 1999).
#pragma once

#include "analytics/conditional_variance.hpp"
#include "analytics/tail_risk.hpp"

namespace relval {

struct FilteredTail {
  TailRisk tail;  // of the scenarios mean + sqrt(next variance) x (r - mean) / sqrt(own variance)
  Statistic volatility_ratio;  // next deviation over the mean of all rows': how far today is from usual
};
FilteredTail filtered_tail(std::span<const double> returns, const VariancePath&, double confidence);

}  // namespace relval
