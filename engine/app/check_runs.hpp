// Reruns of configs in processes of their own, beside what was approved: what check and approve have in common.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/options.hpp"
#include "report/check_text.hpp"

namespace relval {

struct CheckRequest {
  std::vector<std::string> configs;
  Path baselines = "results/baselines";
  bool skip_missing_data = false;
  bool exact = false;  // whatever tolerances the configs have
  double timeout_seconds = 600;
  std::size_t workers = 1;
};

// What the two commands have in common on their command lines: --baselines, --timeout and the configs.
void add_check_options(Options&);
CheckRequest check_request(const Options::Parsed&);

// One config: its rerun, and the comparison with its baseline. The expectation is there where the run went through.
struct CheckedRun {
  CheckedConfig checked;
  std::optional<Expectation> now, approved;
};

// The files named, and every .yaml and .yml below the directories named, in the order of their names; each once. A path
// that is neither, and a directory without one, are Error(usage).
std::vector<std::string> configs_below(const std::vector<std::string>& files_and_directories);

// on_end is called as each config ends, with how many have.
std::vector<CheckedRun> check_runs(const CheckRequest&,
                                   const std::function<void(const CheckedRun&, std::size_t ended)>& on_end = {});

// Where a config's expectation is: DIR/<its path below configs/>, to which .json and .csv are added.
std::string baseline_of(const Path& baselines, const std::string& config);

}  // namespace relval
