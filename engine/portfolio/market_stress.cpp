#include "portfolio/market_stress.hpp"

#include <algorithm>
#include <cmath>

namespace relval {

bool MarketStress::next() {
  const std::size_t t = rows_.size();
  if (t < kStressRows) return false;
  const double change = std::fabs(spread_bp_[t] - spread_bp_[t - kStressRows]);
  if (std::isnan(change)) return false;
  bool stressed = false;
  if (seen_.size() >= kStressHistory) {
    const auto rank = static_cast<std::size_t>(std::ceil(kStressQuantile * static_cast<double>(seen_.size())));
    stressed = change > seen_[rank - 1];
  }
  seen_.insert(std::upper_bound(seen_.begin(), seen_.end(), change), change);
  return stressed;
}

bool MarketStress::at(std::size_t row) {
  if (row >= spread_bp_.size()) return false;
  while (rows_.size() <= row) rows_.push_back(next() ? 1 : 0);
  return rows_[row] != 0;
}

std::vector<char> stressed_rows(std::span<const double> spread_bp) {
  MarketStress stress(spread_bp);
  std::vector<char> out;
  for (std::size_t t = 0; t < spread_bp.size(); ++t) out.push_back(stress.at(t) ? 1 : 0);
  return out;
}

}  // namespace relval
