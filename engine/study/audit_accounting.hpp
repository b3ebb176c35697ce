// The identities that the numbers of a run keep to the bit, each worked out again from what the run reports.
#pragma once

#include "study/audit.hpp"

namespace relval {

std::vector<AuditPart> account(const RunResult&, const MarketData&, const RunPlan&);

}  // namespace relval
