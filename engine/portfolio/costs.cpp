#include "portfolio/costs.hpp"

#include <algorithm>
#include <cmath>

namespace relval {

double half_spread_bp(const CostConfig& c, double spread_bp) {
  return std::max(c.half_spread_floor_bp, c.half_spread_share * spread_bp);
}

double trade_cost(double traded, double basis, double half_spread) {
  return -(std::fabs(traded) * basis * half_spread * 1e-4);
}

std::vector<CostConfig> costs_by_leg(const RunConfig& config, const std::vector<std::string>& legs) {
  std::vector<CostConfig> out;
  for (const std::string& leg : legs) {
    auto it = config.costs.find(leg);
    if (it == config.costs.end()) it = config.costs.find("default");
    out.push_back(it == config.costs.end() ? CostConfig{} : it->second);
  }
  return out;
}

}  // namespace relval
