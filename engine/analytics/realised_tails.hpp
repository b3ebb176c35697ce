// VaR and ES of what was earned so far, row by row: the record as it was known then.
#pragma once

#include <span>
#include <vector>

#include "analytics/tail_risk.hpp"

namespace relval {

// Entry t is tail_risks() of rows 0 to t.
std::vector<TailRisks> realised_tails(std::span<const double> pnl);

}  // namespace relval
