// How the two sides moved together: least squares of the long side's P&L on the short side's, with a constant.
// A hedge that worked has a beta near -1 and a high R^2.
#pragma once

#include <cstddef>

#include "base/statistic.hpp"

namespace relval {

struct RealisedHedge {
  Statistic beta, r_squared;
  std::size_t periods = 0;
};

// At least three periods; a constant short side is not_invertible (rank by QR, 1e-10 relative).
RealisedHedge realised_hedge(std::span<const double> long_side, std::span<const double> short_side);

}  // namespace relval
