// When a market is under stress: half-spreads widen then (costs.stress_multiple).
#pragma once

#include <span>
#include <vector>

namespace relval {

inline constexpr std::size_t kStressRows = 20;       // rows the change is taken over
inline constexpr double kStressQuantile = 0.95;      // of the absolute changes seen before
inline constexpr std::size_t kStressHistory = 250;   // changes needed before anything is called stress

// By row: whether |spread now - spread 20 rows ago| is above the 95 % quantile (nearest rank) of what it was on every
// row before. Looks back only. spread: a factor leg's, bp, membership-adjusted; NaN counts as no change.
std::vector<char> stressed_rows(std::span<const double> spread_bp);

// The same, row by row: reads no row of the spread after the one it is asked about.
class MarketStress {
 public:
  MarketStress() = default;  // never under stress
  explicit MarketStress(std::span<const double> spread_bp) : spread_bp_(spread_bp) {}  // outlives it
  bool at(std::size_t row);

 private:
  bool next();

  std::span<const double> spread_bp_;
  std::vector<char> rows_;
  std::vector<double> seen_;  // absolute changes so far, sorted
};

}  // namespace relval
