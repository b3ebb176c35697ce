// Fills a result with what ran: identities, units, legs and their quoted levels.
#pragma once

#include "replay/replay.hpp"

namespace relval {

void describe_run(const RunPlan&, const Session&, RunResult&);

}  // namespace relval
