// A small run that hangs together: two legs, three names, 24 months, entered, rehedged once and closed. Made by hand,
// so that analytics and report can be tested without a replay.
#pragma once

#include "replay/result.hpp"

namespace relval {

struct SmallRun {
  bool by_name = false;        // daily P&L of every name
  bool keep_open = false;      // no exit: the position stands on the last row
};
RunResult small_run(const SmallRun& = {});

}  // namespace relval
