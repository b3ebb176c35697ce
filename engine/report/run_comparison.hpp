// Finished runs side by side: what differs in what went in, and the figures that came out.
#pragma once

#include <string>
#include <vector>

#include "base/files.hpp"

namespace relval {

inline constexpr std::size_t kMostCompared = 6;

struct ComparedRun {
  Path directory;
  std::string id, name, first, last, note;
  bool synthetic = false;
};
// A key of the config, or one of data, strategy and engine; "-" where a run has none.
struct ComparedKey {
  std::string key;
  std::vector<std::string> values;  // by run
};
enum class FigureUnit { currency, percent, plain, count };
struct ComparedFigure {
  std::string group, name;  // "P&L", "carry"
  FigureUnit unit = FigureUnit::plain;
  std::vector<double> values;  // by run; NaN where not defined. percent: fractions
};
struct RunComparison {
  std::vector<ComparedRun> runs;
  std::vector<ComparedKey> differs;     // only what differs
  std::vector<ComparedFigure> figures;  // that any of the runs has; components that are 0 in all are left out
  std::vector<std::string> warnings;    // what makes figures of different meaning: dates, data, capital
};

// Error(data) names the run whose files are not what its manifest says.
RunComparison compare_runs(const std::vector<Path>& directories);

std::string comparison_screen(const RunComparison&);
std::string comparison_json(const RunComparison&);

}  // namespace relval
