// Fills a result with what ran: identities, units, legs with their levels, betas and changes.
#pragma once

#include "market/leg_history.hpp"
#include "replay/replay.hpp"

namespace relval {

void describe_run(const RunPlan&, const Session&, RunResult&);
void describe_legs(const RunPlan&, const MarketData&, const LegHistory&, RunResult&);

}  // namespace relval
