// How long each side of the book is: whether a pair is also a trade on the slope of the credit curve.
#pragma once

#include "analytics/risk_book.hpp"

namespace relval {

// Mean duration of a side, weighted by |CS01|: years. longer: long side less short side. A short side that is longer
// gains when the curve steepens, a long side that is longer when it flattens.
struct SideDuration {
  Statistic long_side, short_side, longer;  // too_few where a side is empty or has no duration
};
SideDuration side_duration(const RiskBook&);

}  // namespace relval
