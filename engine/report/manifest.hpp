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

// outside: files that lie in the directory but are no part of the run's identity (environment.json).
std::string manifest_json(const RunResult&, const std::string& id, const RunFiles&,
                          const std::vector<std::string>& outside);

// Name -> SHA-256 of a manifest's files; empty where it is not there, not complete, or cannot be read.
std::map<std::string, std::string> manifest_digests(const Path& directory);

// Name and version of each library that numbers or bytes may depend on.
std::vector<std::pair<std::string, std::string>> library_versions();
std::string engine_version();

}  // namespace relval
