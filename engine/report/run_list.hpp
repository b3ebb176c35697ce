// The finished runs below a folder of results, from their manifests and summaries.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/files.hpp"
#include "relval/types.hpp"  // kNaN

namespace relval {

struct ListedRun {
  Path directory;
  std::string id;
  std::string config;      // the folder the run lies in, below the results: "desk/zscore"
  std::string name;        // as the config calls itself
  std::string first, last; // dates
  std::string written_at;  // "2026-01-30T09:00:00Z"
  std::string note;
  bool synthetic = false, latest = false;
  double total = 0;        // currency
  double annual_return = kNaN, sharpe = kNaN, max_drawdown = kNaN;  // NaN where not defined; drawdown in currency
  std::int64_t written_order = 0;  // within one second
};

struct RunList {
  std::vector<ListedRun> runs;  // newest first
  struct Broken {
    Path directory;
    std::string why;
  };
  std::vector<Broken> broken;   // by path: no complete manifest, or a file is missing or damaged
};

// Every directory below results that is a run or looks like one; links are not followed, and `baselines` is none. Files
// are looked at by their size, manifest.json and summary.json whole.
RunList list_runs(const Path& results);
void sort_newest_first(std::vector<ListedRun>&);

// Runs beyond the newest `keep` of each config; never what `latest` points at.
std::vector<ListedRun> to_prune(const RunList&, std::size_t keep);
// The manifest goes first: what is left of a removal that is broken off is no run.
void remove_run(const Path& directory);

// The run meant by a directory, an id or the beginning of one (four digits at least) below results. Error(usage) names
// those it could be, or what is near.
Path find_run(const std::string& given, const Path& results);

}  // namespace relval
