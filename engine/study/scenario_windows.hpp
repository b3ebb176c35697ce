// The config's own scenarios against the store: whether they name what there is, and what their windows come to.
#pragma once

#include <vector>

#include "analytics/name_shocks.hpp"
#include "market/store.hpp"
#include "replay/plan.hpp"

namespace relval {

// Adds a fault for each owner, sector, leg or instrument that a scenario of the config names and the run cannot have,
// and for a window that begins before the store does.
void check_scenarios(const RunConfig&, const StoreHeader&, Problems&);

// Each window's relative moves by slot of the plan, read from the store: its rows need not be the run's. A name without
// both quotes, or with one below 1 bp, takes the median of its leg's others; RunResult: for the legs.
std::vector<NameShocks> read_windows(const Store&, const RunPlan&, const RunResult&);

}  // namespace relval
