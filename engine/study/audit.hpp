// The lookahead and accounting audit of a run: does anything it did depend on what was not known yet, on what the host
// did not give, or on how much history was loaded; and do its numbers add up. Compared to the bit, row by row.
#pragma once

#include <functional>

#include "analytics/audit.hpp"
#include "base/progress.hpp"
#include "replay/plan.hpp"
#include "study/fresh_replay.hpp"

namespace relval {

struct AuditedRun {
  const RunPlan& plan;
  std::function<MarketData(const RunPlan&)> load;  // the market a plan asks for
  std::function<RunPlan()> plan_again;             // sets the strategy up anew
  const FreshReplay &apart, &sealed;               // with all inputs, and with those given alone
  OnProgress on_progress = {};
};

// A run that fails by itself is its Error.
AuditReport audit(const AuditedRun&);

}  // namespace relval
