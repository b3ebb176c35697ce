// The summary as JSON, for programs: summary.json and `relval run --json`. Keys in a fixed order; numbers read back to
// the same double; what is undefined is null beside its status.
#pragma once

#include <string>

#include "analytics/summary.hpp"

namespace relval {

// An object of relval_summary (1), run, pnl, statistics, legs, exposures, risk, coverage, findings.
std::string summary_json(const RunResult&, const Summary&);

// For a program that called `run --json`: where the run is, how it was published, and the summary (its JSON).
std::string run_json(const std::string& summary, const std::string& directory, const std::string& id,
                     const std::string& published);

}  // namespace relval
