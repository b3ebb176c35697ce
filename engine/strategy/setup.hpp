// A strategy set up for a run: its parameters read, its signals, schedule and rule known, no value looked at yet.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/problems.hpp"
#include "config/run_config.hpp"
#include "market/store.hpp"
#include "market/universe.hpp"
#include "relval/abi.h"
#include "signals/graph.hpp"
#include "strategy/registry.hpp"
#include "strategy/table.hpp"

namespace relval {

struct Schedule {
  enum class When { every_row, every_n, month_end, first_row } when = When::every_row;
  std::int64_t n = 1, first = 0;  // every_n: rows first, first + n, ... of the run
};

inline constexpr double kLargestWeight = 1e6;  // times what sizing states: more no strategy means

struct BandRuleSpec {
  std::int32_t score = -1;
  double enter = 0, exit = 0, stop = 0;
  int max_hold_days = 0, cool_off_days = 0, max_nan = 0;
  bool exit_on_sign_change = true;
  std::vector<std::pair<std::int32_t, double>> when_cheap;  // asset, weight
};

struct StrategySetup {
  const relval_plugin* plugin = nullptr;
  PluginIdentity identity;
  std::shared_ptr<void> instance;          // the plugin's object; destroyed through the plugin, keeps what it was given
  std::vector<std::string> asset_names;    // legs first, then instruments of the universe
  std::size_t legs = 0;                    // counts an implicit leg too
  SignalGraph signals;
  Schedule schedule;
  std::optional<BandRuleSpec> band_rule;
  std::vector<InputTable> tables;
  bool same_close = false;                 // targets trade at the close they are decided on
};

// Runs the plugin's setup() against the universe. Faults in parameters, assets, fields, series and tables go to
// problems with their places in the config or in the table's file: the setup is whole only where none were added. A
// fault of the plugin itself is Error(strategy), a plugin that does not load too.
StrategySetup set_up_strategy(const RunConfig&, Registry&, const Universe&, const StoreHeader&, Problems&);

}  // namespace relval
