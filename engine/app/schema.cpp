// relval schema: the JSON Schema of a run's config, strategies' parameters included.
#include "app/commands.hpp"
#include "app/prepare.hpp"
#include "app/print.hpp"
#include "config/run_config_table.hpp"
#include "report/config_schema.hpp"

namespace relval {
namespace {

// A plugin that cannot be loaded has no parameters to offer: `relval strategies describe` says why.
std::vector<StrategyDescription> described(Registry& registry) {
  std::vector<StrategyDescription> all;
  for (const std::string& name : registry.names()) {
    try {
      all.push_back(strategy_description(registry, name));
    } catch (const Error& e) {
      complain(e.what());
    }
  }
  return all;
}

}  // namespace

Options schema_options() {
  return Options("schema", "Prints the JSON Schema (draft 7) of a run's config, for editors that complete and check.")
      .positional("nothing", 0, 0);
}

int schema_command(const Options::Parsed&) {
  Registry registry(plugin_path());
  print(config_schema_json(run_config_table(), described(registry)));
  return 0;
}

}  // namespace relval
