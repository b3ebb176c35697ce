// What became of each config that was checked, as lines for a terminal, Markdown and JSON.
#pragma once

#include <string>
#include <vector>

#include "report/comparison.hpp"

namespace relval {

enum class CheckEnd {
  compared,     // `comparison` says how it went
  no_baseline,
  bad_baseline, // what was approved cannot be read: `fault`
  skipped,      // its data are missing, and that is allowed
  failed,       // did not run: `fault`, with its exit code
  crashed,      // the process that ran it died: `fault` says how
  timed_out,
};

struct CheckedConfig {
  std::string config;
  std::string baseline;     // the file its expectation is in, without .json
  std::string approve;      // the command that would approve what it comes to now
  CheckEnd end = CheckEnd::compared;
  Comparison comparison;
  std::string fault;
  int exit_code = 0;        // of this config alone
  double seconds = 0;
  bool passed() const {
    return end == CheckEnd::skipped || (end == CheckEnd::compared && comparison.verdict == Verdict::same);
  }
};

std::string headline(const CheckedConfig&);                      // "config changed", "no baseline", ...
std::string check_lines(const CheckedConfig&, std::size_t most); // headline, causes, first day, the worst figures
std::string check_total(const std::vector<CheckedConfig>&);      // "8 configs: 7 as approved, 1 config changed"
std::string check_markdown(const std::vector<CheckedConfig>&);
std::string check_json(const std::vector<CheckedConfig>&);
std::string change_line(const FigureChange&);                    // "statistics.total  1 -> 2  (+1, +100 %)"

}  // namespace relval
