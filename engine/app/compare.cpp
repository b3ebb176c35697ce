// relval compare: finished runs side by side.
#include "app/commands.hpp"
#include "app/print.hpp"
#include "base/error.hpp"
#include "base/problems.hpp"
#include "base/text.hpp"
#include "report/run_comparison.hpp"
#include "report/run_list.hpp"

namespace relval {

Options compare_options() {
  return Options("compare RUN RUN... [options]",
                 "Finished runs side by side, and their differences against the first: what differs in the config,\n"
                 "P&L by component, statistics, risk. A run is a directory, an id, or the beginning of one.")
      .value("out", "DIR", "where ids are looked for (default: results)")
      .flag("json", "print it as JSON")
      .positional("RUN", 2, static_cast<int>(kMostCompared));
}

int compare_command(const Options::Parsed& args) {
  std::vector<Path> runs;
  for (const std::string& given : args.positional) runs.push_back(find_run(given, args.value("out", "results")));
  const RunComparison comparison = compare_runs(runs);
  print(args.has("json") ? comparison_json(comparison) : comparison_screen(comparison));
  return 0;
}

}  // namespace relval
