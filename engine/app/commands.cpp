#include "app/commands.hpp"

namespace relval {

const std::vector<Command>& commands() {
  static const std::vector<Command> kAll = {
      {"run", "run CONFIG...", "run backtests and write their results", run_options, run_command},
      {"check", "check CONFIG|DIR...", "rerun and compare with the approved numbers", check_options, check_command},
      {"approve", "approve CONFIG|DIR...", "approve new numbers, printing old -> new", approve_options,
       approve_command},
      {"audit", "audit CONFIG...", "whether a strategy looks ahead, repeats itself, and its numbers add up",
       audit_options, audit_command},
      {"diff", "diff A [B]", "what made the difference between two runs, stage by stage", diff_options, diff_command},
      {"compare", "compare RUN RUN...", "finished runs side by side: config, statistics, P&L, risk", compare_options,
       compare_command},
      {"runs", "runs [DIR|CONFIG...]", "list the finished runs", runs_options, runs_command},
      {"runs prune", "runs prune --keep N", "remove old runs", runs_prune_options, runs_prune_command},
      {"stats", "stats PNL.csv", "the statistics of any P&L file", stats_options, stats_command},
      {"validate", "validate CONFIG...", "check configs against their stores, run nothing", validate_options,
       validate_command},
      {"explain", "explain CONFIG...", "every value of a run, and where it comes from", explain_options,
       explain_command},
      {"schema", "schema", "the config's JSON Schema, for editors", schema_options, schema_command},
      {"data info", "data info STORE", "what a market store holds", data_info_options, data_info_command},
      {"data validate", "data validate STORE", "every fault of a store", data_validate_options,
       data_validate_command},
      {"data import", "data import SPEC", "build a store from CSV files", data_import_options, data_import_command},
      {"data synth", "data synth SPEC", "make a synthetic store", data_synth_options, data_synth_command},
      {"strategies list", "strategies list", "the strategies there are", strategies_list_options,
       strategies_list_command},
      {"strategies describe", "strategies describe NAME", "a strategy's parameters", strategies_describe_options,
       strategies_describe_command},
      {"strategies new", "strategies new NAME", "a folder to start a strategy of your own in", strategies_new_options,
       strategies_new_command},
      {"completion", "completion bash", "a script that completes relval's command lines", completion_options,
       completion_command},
      {"manual", "manual", "the manual page, for man", manual_options, manual_command},
  };
  return kAll;
}

int worse_exit(int a, int b) {
  constexpr int kOrder[] = {70, 5, 4, 3, 2, 1};
  for (int code : kOrder)
    if (a == code || b == code) return code;
  return 0;
}

}  // namespace relval
