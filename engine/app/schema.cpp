// relval schema: the JSON Schema of a run's config, strategies' parameters included.
#include "app/commands.hpp"
#include "app/described.hpp"
#include "app/prepare.hpp"
#include "app/print.hpp"
#include "config/run_config_table.hpp"
#include "report/config_schema.hpp"

namespace relval {
namespace {

// A plugin that cannot be loaded has no parameters to offer.
std::vector<StrategyDescription> usable(Registry& registry) {
  std::vector<StrategyDescription> out;
  for (ListedStrategy& s : described_strategies(registry)) {
    if (s.fault.empty()) out.push_back(std::move(s.description));
    else complain(s.fault);
  }
  return out;
}

}  // namespace

Options schema_options() {
  return Options("schema", "Prints the JSON Schema (draft 7) of a run's config, for editors that complete and check.")
      .positional("nothing", 0, 0);
}

int schema_command(const Options::Parsed&) {
  Registry registry(plugin_path());
  print(config_schema_json(run_config_table(), usable(registry)));
  return 0;
}

}  // namespace relval
