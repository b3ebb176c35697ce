#include "portfolio/market_stress.hpp"

#include <algorithm>
#include <cmath>

namespace relval {

std::vector<char> stressed_rows(std::span<const double> spread_bp) {
  std::vector<char> out(spread_bp.size(), 0);
  std::vector<double> seen;  // sorted
  for (std::size_t t = kStressRows; t < spread_bp.size(); ++t) {
    const double change = std::fabs(spread_bp[t] - spread_bp[t - kStressRows]);
    if (std::isnan(change)) continue;
    if (seen.size() >= kStressHistory) {
      const auto rank = static_cast<std::size_t>(std::ceil(kStressQuantile * static_cast<double>(seen.size())));
      out[t] = change > seen[rank - 1];
    }
    seen.insert(std::upper_bound(seen.begin(), seen.end(), change), change);
  }
  return out;
}

}  // namespace relval
