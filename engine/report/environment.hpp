// environment.json: where, when and how a run was made. The only file with a clock; outside every identity.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace relval {

struct Environment {
  std::vector<std::string> command;                      // as typed
  std::vector<std::pair<std::string, std::string>> paths;  // "config", "store", "plugin" ... as resolved
  std::vector<std::pair<std::string, double>> seconds;   // stage -> wall time
};

// Adds clock (UTC), host, processors, peak memory, working directory and compiler as they are at the call.
std::string environment_json(const Environment&);

}  // namespace relval
