// manifest.json: what a run is made of. A run without a complete manifest does not exist. Nothing in it depends on the
// machine, the clock, the compiler or the place.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/files.hpp"
#include "replay/result.hpp"

namespace relval {

struct RunFile {
  std::string name;   // within the run's directory
  std::string bytes;
};
using RunFiles = std::vector<RunFile>;

inline constexpr const char* kManifest = "manifest.json";

// outside: files that may lie in the directory but are no part of the run's identity (environment.json, note.txt).
// store_sha256: of the store's file; empty where it was not looked at whole.
std::string manifest_json(const RunResult&, const std::string& id, const RunFiles&,
                          const std::vector<std::string>& outside, const std::string& store_sha256 = {});

// Parts of it that are known before anything is replayed, as JSON: two that are equal are equal as text.
std::string data_part(const RunResult&);      // but for the store's file
std::string strategy_part(const RunResult&);
std::string engine_part();
std::vector<std::string> varied_on_command_line(const RunConfig&);  // keys of --vary: the screen shows them at length

// Name -> SHA-256 of a manifest's files; empty where it is not there, not complete, or cannot be read.
std::map<std::string, std::string> manifest_digests(const Path& directory);

// Name and version of each library that numbers or bytes may depend on.
std::vector<std::pair<std::string, std::string>> library_versions();
std::string engine_version();

}  // namespace relval
