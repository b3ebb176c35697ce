// Half-spread cost of a trade at a row's close: -|dN| * basis * h * 1e-4, h = max(floor, share x spread) in bp.
#pragma once

#include <string>
#include <vector>

#include "config/run_config.hpp"

namespace relval {

double half_spread_bp(const CostConfig&, double spread_bp);
// traded: change of notional, any sign; basis: price move per 1.00 of spread (duration). Never positive.
double trade_cost(double traded, double basis, double half_spread_bp);

// The cost terms of each leg: its own where the config states them, else "default", else none.
std::vector<CostConfig> costs_by_leg(const RunConfig&, const std::vector<std::string>& legs);

}  // namespace relval
