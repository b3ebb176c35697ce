// A run as text: at most 100 columns, no colour.
#pragma once

#include <string>

#include "analytics/summary.hpp"

namespace relval {

struct ScreenFooter {
  std::string directory;  // of the run; empty = not written
  std::string note;       // "unchanged", "replaced: daily.csv had other bytes" ...; may be empty
  double seconds = -1;    // of the whole run; negative = not said
  std::string options = {};  // what the command line changed of the config, as it is typed again; may be empty
};

// brief: one screen, about 50 lines. full: also exposures, defaults, names, tenors, coverage, every finding.
enum class Detail { brief, full };

std::string run_screen(const RunResult&, const Summary&, const ScreenFooter&, Detail);

// The screen as it is kept with the run: without the footer, and its last line names no file of this place.
std::string kept_screen(const RunResult&, const Summary&, Detail);
// A kept screen as it is printed again, for a config that lies here and the options of a footer.
std::string printed_screen(const std::string& kept, const RunConfig&, const std::string& footer,
                           const std::string& options);

}  // namespace relval
