// What will run: the config resolved against a store's header. Pure: no value has been read yet.
#pragma once

#include <string>
#include <vector>

#include "config/run_config.hpp"
#include "market/store.hpp"
#include "market/universe.hpp"
#include "replay/result.hpp"
#include "strategy/setup.hpp"

namespace relval {

struct RunPlan {
  RunConfig config;
  Universe universe;
  StrategySetup strategy;
  StoreRequest request;  // rows, names (by slot: an instrument of two legs twice) and fields; nothing else is read
  bool asks_for_stress = false; // some cost depends on the market's stress
  std::size_t look_back_rows = 0;  // rows before the run that signals and betas look at; the others are for the stress
  std::size_t warm_up_rows = 0; // rows loaded before the first row of the run
  std::size_t store_rows = 0;
  RowUnit row_unit;
  double periods_per_year = 0;
  int delay_rows = 0;
};

// What the legs of a plan are, as text: equal texts mean equal legs on equal markets.
std::vector<std::string> universe_key(const RunPlan&);

// All faults of config against store and strategy at once, as Error(usage).
RunPlan make_plan(const RunConfig&, const StoreHeader&, Registry&);
// The same with the faults of others: its own are added, and none is drawn from sections that are at fault already. The
// plan is good only where there are none.
RunPlan make_plan(const RunConfig&, const StoreHeader&, Registry&, Problems&);

// Keys of the chain market -> valuation -> universe -> signals -> decisions -> sizing -> execution -> analytics: each
// hashes the key before it and the part of the config it declares, so equal keys mean equal stages.
std::vector<StageKey> stage_keys(const RunPlan&, const std::string& data_digest);

}  // namespace relval
