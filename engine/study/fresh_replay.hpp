// Replays in processes that have not loaded the plugin before, with every input it can reach or with those alone that
// the program gives it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "study/audit_recording.hpp"

namespace relval {

struct FreshReplay {
  std::string skipped;             // why there is none; empty: there is
  std::string failure;             // of the process, which answered nothing
  Recording recording;
  std::vector<std::string> tried;  // sealed: what plugin code tried to get at (sealed_attempts())
};

enum class Inputs { all, given };  // given: sealed by seal_plugins() before anything is loaded

// replay: loads the plugin, sets it up, reads the market and records the run, all in a child process. Call it before
// this process loads the plugin: the child would have what it kept.
FreshReplay replay_fresh(Inputs, const std::function<Recording()>& replay);

}  // namespace relval
