// Sample autocorrelation, divided by the full sum of squares (biased). Stale or averaged marks make it positive, and
// with it volatility too small and the Sharpe ratio too large.
#pragma once

#include <cstddef>

#include "base/statistic.hpp"

namespace relval {

Statistic autocorrelation(std::span<const double>, std::size_t lag);

}  // namespace relval
