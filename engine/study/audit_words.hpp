// A difference of two recordings in the words of the run: which stage, which day, which asset, which input.
#pragma once

#include "study/audit.hpp"
#include "study/audit_recording.hpp"

namespace relval {

AuditFinding in_words(const RecordedDifference&, const RunPlan&, const MarketData&);

}  // namespace relval
