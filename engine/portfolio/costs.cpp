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
  const auto others = config.costs.find("default");
  const CostConfig common = others == config.costs.end() ? CostConfig{} : others->second;
  for (const std::string& leg : legs) {
    const auto own = config.costs.find(leg);
    out.push_back(own == config.costs.end() ? common : own->second);
    if (!out.back().stress_multiple) out.back().stress_multiple = common.stress_multiple;
  }
  return out;
}

}  // namespace relval
