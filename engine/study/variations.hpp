// Runs a config again under other values: keys that vary, entries on other days, the cases and seeds of a synthetic
// store.
#pragma once

#include <string>
#include <vector>

#include "analytics/variations.hpp"
#include "config/run_config.hpp"
#include "market/store.hpp"
#include "replay/replay.hpp"
#include "strategy/registry.hpp"

namespace relval {

struct VariedRun {
  Path config_file;
  std::vector<Override> overrides;  // of the run itself; a variation's own comes after
  Path store_file;
  const Store& store;               // opened, its case chosen
  Registry& registry;
  const RunPlan& plan;              // of the run itself
  const Session& session;
  const RunResult& result;
  OnProgress on_progress = {};
};

// What report.vary, entry_shift_days, leave_out and seeds of the run's config ask for, and every case of a store
// that has cases. A member that cannot run keeps its reason instead of figures; it fails nobody else.
Variations run_variations(const VariedRun&);

// Total P&L over markets drawn anew at `seeds` seeds from the spec that the store carries. Error(usage) where it has
// none.
SeedQuantiles run_seeds(const VariedRun&, int seeds);

}  // namespace relval
