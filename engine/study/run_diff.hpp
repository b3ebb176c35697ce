// Splits the difference of two runs over the stages: replays with one stage after the other taken from the second.
#pragma once

#include "analytics/run_diff.hpp"
#include "replay/plan.hpp"

namespace relval {

struct DiffSide {
  std::string name;                // as the user gave it
  RunConfig config;
  Path store;
  Registry* registry = nullptr;
  std::optional<double> recorded;  // the total of a finished run, as it was written
  std::string recorded_data;       // the digest of what it loaded; empty: not a finished run, or set anew
};

// Error(usage) where one of the two cannot be planned.
RunDiff diff_runs(const DiffSide& a, const DiffSide& b);

}  // namespace relval
