// How much a run moves when more history before `from` is loaded.
#pragma once

#include "study/audit.hpp"
#include "study/audit_recording.hpp"

namespace relval {

// 1x, 2x and 4x. market, recorded: of the run as it is.
std::vector<WarmUp> warm_up(const AuditedRun&, const MarketData& market, const Recording& recorded);

}  // namespace relval
