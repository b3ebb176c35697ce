// Checks of a run's config beyond one key: they run after a section was read and see the nodes for their places.
#pragma once

#include "config/run_config.hpp"
#include "config/schema.hpp"

namespace relval {

void read_window(const KeyInfo&, const Node&, BetaConfig&, Problems&);   // 120 or 6m
void read_delay(const KeyInfo&, const Node&, TimingConfig&, Problems&);  // "1" or "1d"
void check_market(MarketConfig&, const Node&, Problems&);
void check_strategy(StrategyConfig&, const Node&, Problems&);
void check_sizing(SizingConfig&, const Node&, Problems&);
void check_run(RunConfig&, const Node&, Problems&);  // dates in order, legs that exist

}  // namespace relval
