// The book under scenarios, re-priced in full.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analytics/name_shocks.hpp"
#include "analytics/stress_scenarios.hpp"

namespace relval {

// The spread moves at once from its level on the book's row; no carry, no trade, no default. Kind price has no spread:
// it moves only by a price change of its own (NameShocks).
struct StressResult {
  std::string id, label, shock, source;  // of the scenario
  std::vector<double> leg;      // P&L, currency
  double total = 0;             // the legs, added in their order
  std::vector<double> first_order;  // by leg: CS01 x move (the component spread); the rest of `leg` is convexity
  double first_order_total = 0;     // likewise
  std::size_t names_moved = 0;  // holdings that the scenario moves
  std::optional<std::size_t> names_by_median = {};  // of NameShocks: by the median of their leg, for want of a quote
};
StressResult stress(const RiskBook&, std::size_t legs, const ScenarioConfig&);
StressResult stress(const RiskBook&, std::size_t legs, const NameShocks&);

// What a run adds to the program's scenarios.
struct Scenarios {
  std::vector<NameShocks> worst = {};       // the run's own worst rows
  std::vector<ScenarioConfig> stated = {};  // of the config, those with moves
  std::vector<NameShocks> windows = {};     // legs that part; of the config, those with a window
};
// Covid, the run's worst rows, the program's others, then the config's. Empty without a book.
std::vector<StressResult> stress_all(const RiskBook&, std::size_t legs, const Scenarios& = {});

}  // namespace relval
