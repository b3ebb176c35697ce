// A run on one screen: at most 100 columns, about 50 lines, no colour.
#pragma once

#include <string>

#include "analytics/summary.hpp"

namespace relval {

struct ScreenFooter {
  std::string directory;  // of the run; empty = not written
  std::string note;       // "unchanged", "replaced: daily.csv had other bytes" ...; may be empty
  double seconds = -1;    // of the whole run; negative = not said
};

std::string run_screen(const RunResult&, const Summary&, const ScreenFooter&);

}  // namespace relval
