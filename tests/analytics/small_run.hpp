// A small run that hangs together: two legs, three names, 24 months, entered, rehedged once and closed. Made by hand,
// so that analytics and report can be tested without a replay.
#pragma once

#include "market/panel.hpp"
#include "replay/result.hpp"

namespace relval {

struct SmallRun {
  bool by_name = false;        // daily P&L of every name
  bool keep_open = false;      // no exit: the position stands on the last row
};
RunResult small_run(const SmallRun& = {});
MarketData small_market();  // what it would have loaded: spreads with the stale quote missing, durations

}  // namespace relval
