// Volatility of an asset's spread and its beta on another's: over a window of spread changes that ends on the decision
// row. Legs by their membership-adjusted spread, instruments by their own. Formulas: signals/regression.hpp.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "config/sizing_config.hpp"
#include "market/leg_history.hpp"

namespace relval {

class HedgeRatios {
 public:
  // Assets: legs first, then slots. All arguments outlive it.
  HedgeRatios(const LegHistory&, const MarketData&, std::size_t legs, const BetaConfig&);

  // Rows of the loaded market. NaN where the window holds fewer than min_rows changes.
  double volatility(std::size_t asset, std::size_t row) const;                 // bp a row, or a share of the spread
  double beta(std::size_t of, std::size_t on, std::size_t row) const;
  // Rows a window looks back on, the row itself included, and one more for the first change.
  static std::size_t rows_needed(const BetaConfig& b) { return static_cast<std::size_t>(b.window) + 1; }

 private:
  std::span<const double> window(std::size_t asset, std::size_t row) const;  // changes, oldest first
  const std::vector<double>& changes(std::size_t asset, std::size_t row) const;  // by row, up to that row at least

  const LegHistory& legs_;
  const MarketData& market_;
  std::size_t leg_count_, lag_;
  BetaConfig how_;
  mutable std::map<std::size_t, std::vector<double>> changes_;
};

}  // namespace relval
