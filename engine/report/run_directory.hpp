// Puts a run on disk whole or not at all: built in a sibling directory, the manifest last, then one rename.
#pragma once

#include <string>
#include <vector>

#include "analytics/summary.hpp"
#include "report/environment.hpp"
#include "report/manifest.hpp"

namespace relval {

// config.yaml, summary.json, result.h5, daily.csv, trades.csv, screen.txt, screen_full.txt. directory: where they will
// stand; the paths in config.yaml are written so that it runs from there. Empty: paths as the config has them.
RunFiles make_run_files(const RunResult&, const Summary&, const Path& directory = {});

// config.yaml alone; r needs what was planned, not what came out.
std::string config_file(const RunResult& r, const Path& directory);

inline constexpr const char* kScreen = "screen.txt";
inline constexpr const char* kFullScreen = "screen_full.txt";

// results/<config's path below configs/, without its ending>; a config from elsewhere has its file name's folder.
Path run_folder(const Path& results, const Path& config);

enum class Published {
  created,    // the id was not there
  unchanged,  // it was, with the same bytes: left alone
  replaced,   // it was, with other bytes or damaged: exchanged
};
struct PublishedRun {
  Path directory;  // folder/id
  std::string id;
  Published how = Published::created;
  std::vector<std::string> changed;  // replaced: files whose bytes were others
  std::string note() const;          // for the screen: "", "unchanged", "replaced: daily.csv, ... had other bytes"
};

// Writes folder/<id>/ and points folder/latest at it. Every failure is Error(disk); a partial directory is removed. The
// note of a run that is replaced stays. store_sha256: as in manifest_json.
PublishedRun publish_run(const Path& folder, const RunResult&, const RunFiles&, const Environment&,
                         const std::string& store_sha256 = {});
// What killed runs left behind: partial directories of this host whose process is gone.
void remove_leftovers(const Path& folder);
void point_latest(const Path& folder, const std::string& id);

}  // namespace relval
