// environment.json: where, when and how a run was made. The only file with a clock; outside every identity.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/files.hpp"

namespace relval {

struct Environment {
  std::vector<std::string> command;                      // as typed
  std::vector<std::pair<std::string, std::string>> paths;  // "config", "store", "plugin" ... as resolved
  std::vector<std::pair<std::string, double>> seconds;   // stage -> wall time
};

// Adds clock (UTC), host, processors, peak memory, working directory and compiler as they are at the call.
std::string environment_json(const Environment&);

inline constexpr const char* kEnvironment = "environment.json";
// When the run in a directory was written, as its environment.json says; empty where that cannot be read.
std::string written_at(const Path& directory);

}  // namespace relval
