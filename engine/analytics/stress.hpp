// The book under the named scenarios, re-priced in full.
#pragma once

#include <string_view>
#include <vector>

#include "analytics/stress_scenarios.hpp"

namespace relval {

// The spread moves at once from its level on the book's row; no carry, no trade, no default. Kind price does not move:
// it has no spread.
struct StressResult {
  std::string_view id, label, shock, source;  // of the scenario
  std::vector<double> leg;      // P&L, currency
  double total = 0;             // the legs, added in their order
  std::size_t names_moved = 0;  // holdings that a rule of the scenario fits
};
StressResult stress(const RiskBook&, std::size_t legs, const Scenario&);
std::vector<StressResult> stress_all(const RiskBook&, std::size_t legs);  // in the table's order; empty without a book

}  // namespace relval
