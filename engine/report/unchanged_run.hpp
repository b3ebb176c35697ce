// A finished run that would come out the same again, found before anything is replayed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analytics/findings.hpp"
#include "replay/result.hpp"
#include "report/terminal.hpp"

namespace relval {

struct UnchangedRun {
  Path directory;
  std::string id;
  std::string written_at;
  std::string summary;            // bytes of summary.json
  std::string screen;             // as kept
  std::vector<Finding> findings;  // of the summary
};

// r: what was planned (config, strategy and its inputs), no results. The run in folder that has the same config,
// strategy, engine sources and libraries, read from a store with these bytes, and whose files are all as its manifest
// says. Nothing: there is none, or what a run reads besides the store and the strategy's own inputs is not known ahead.
std::optional<UnchangedRun> find_unchanged(const Path& folder, const RunResult& r, const std::string& store_sha256,
                                           Detail);
// The same once the market is read: r has the store's description and the digest of what was loaded. For stores whose
// bytes are not looked at whole, or lie otherwise than before. Never a run with variations: they read more of it.
std::optional<UnchangedRun> find_unchanged(const Path& folder, const RunResult& r, Detail);

// "unchanged since 2026-01-30T09:00:00Z: results/x/3fa9c1d20b7e  12 ms"
std::string unchanged_line(const UnchangedRun&, double seconds);

}  // namespace relval
