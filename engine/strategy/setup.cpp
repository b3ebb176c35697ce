// One strategy's way from its name in the config to a setup that can be replayed.
#include "strategy/setup.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/paths.hpp"
#include "strategy/plugin_call.hpp"
#include "strategy/setup_context.hpp"

namespace relval {
namespace {

// What the plugin's object may point at for as long as it lives: texts of parameters, names of assets.
struct Given {
  explicit Given(const Universe& universe, const StoreHeader& header) : assets(universe, header) {}
  AssetIndex assets;
  std::map<std::string, ParameterValue> parameters;
};

std::shared_ptr<void> create(const relval_plugin& plugin, std::shared_ptr<const Given> given) {
  relval_error error{};
  void* made = checked_call(plugin.name, "create", [&] { return plugin.create(&error); });
  if (made == nullptr) {
    throw Error(ErrorKind::strategy, plugin.name, "create: " + words_of(error, "returned null"));
  }
  return {made, [destroy = plugin.destroy, name = plugin.name, given = std::move(given)](void* self) {
            const ControlWord before = current_control_word();
            const KeptDirectory directory;
            const PluginCall guard(name, "destroy");
            destroy(self);
            restore_control_word(before);
            directory.put_back();
          }};
}

// A refusal that begins with the name of a parameter which the config states is a fault there.
const PlacedText* parameter_meant(const std::string& refusal, const RunConfig& config) {
  const auto found = config.strategy.parameters.find(refusal.substr(0, refusal.find_first_of(" :")));
  return found == config.strategy.parameters.end() ? nullptr : &found->second;
}

void run_setup(const relval_plugin& plugin, void* self, const SetupContext& context, const RunConfig& config,
               Problems& problems) {
  relval_error error{};
  const auto set_up = [&] { return plugin.setup(self, context.host(), &error); };
  const std::int32_t refused = checked_call(plugin.name, "setup", set_up);
  context.rethrow_own_failure();
  // Whatever the plugin makes of a refusal, its cause is what the user needs.
  if (!problems.empty()) return;
  if (!context.plugin_faults().empty())
    throw Error(ErrorKind::strategy, plugin.name, "setup: " + join(context.plugin_faults(), "\n  setup: "));
  if (refused == 0) return;
  const std::string text = words_of(error, "refused without a reason");
  if (const PlacedText* parameter = parameter_meant(text, config))
    return problems.add(parameter->place, format("strategy '{}' refuses: {}", plugin.name, text));
  throw Error(ErrorKind::strategy, plugin.name, "setup: " + text);
}

void read_tables(const RunConfig& config, const StoreHeader& header, const Given& given, const relval_plugin& plugin,
                 StrategySetup& out, Problems& problems) {
  const Calendar calendar{header.dates, config.from.value, config.to.value};
  for (std::int64_t i = 0; i < plugin.param_count; ++i) {
    const relval_param& p = plugin.params[i];
    const ParameterValue& value = given.parameters.at(p.name);
    if (p.kind == RELVAL_PARAM_TABLE && value.usable)
      out.tables.push_back(read_table(p.name, p.unit, value.file, given.assets, calendar, problems));
  }
}

// The plugin's file where the config states it. A config may name one of the plugin path's, never any file: a config
// from elsewhere runs no code of its own. False: a fault was added.
bool take_library(const RunConfig& config, Registry& registry, Problems& problems) {
  const PlacedText& library = config.strategy.library;
  if (library.value.empty()) return true;
  const auto file = resolve_input(config.file, library);
  if (!file) {
    problems.add(library.place, "there is no plugin '" + library.value + "'", kInputPlaces);
    return false;
  }
  if (!registry.on_plugin_path(*file)) {
    std::vector<std::string> path;
    for (const Path& directory : registry.plugin_path()) path.push_back(directory.string());
    problems.add(library.place, "'" + library.value + "' does not lie in a folder of the plugin path",
                 "the plugin path is " + join(path, ", ") + "; RELVAL_PLUGIN_PATH adds to it");
    return false;
  }
  registry.load(config.strategy.name.value, *file);
  return true;
}

}  // namespace

StrategySetup set_up_strategy(const RunConfig& config, Registry& registry, const Universe& universe,
                              const StoreHeader& header, Problems& problems) {
  StrategySetup out;
  const PlacedText& name = config.strategy.name;
  if (!take_library(config, registry, problems)) return out;
  if (!registry.knows(name.value)) {
    Registry::Unknown unknown = registry.unknown(name.value);
    problems.add(name.place, std::move(unknown.what), std::move(unknown.hint));
    return out;
  }
  out.plugin = registry.find(name.value);
  out.identity = registry.identity(name.value);

  const auto given = std::make_shared<Given>(universe, header);
  out.asset_names = given->assets.names();
  out.legs = given->assets.legs();
  Problems found(ErrorKind::usage);  // of this strategy: what stood in problems before is no reason to forgive it
  given->parameters = read_parameters(*out.plugin, config, given->assets, row_unit(header.dates), found);
  read_tables(config, header, *given, *out.plugin, out, found);

  out.instance = create(*out.plugin, given);
  SetupContext context(config, header, given->assets, given->parameters, out, found);
  run_setup(*out.plugin, out.instance.get(), context, config, found);
  if (found.empty() && out.plugin->decide == nullptr && !out.band_rule)
    throw Error(ErrorKind::strategy, name.value, "setup: neither a decide() nor a band rule: it would never trade");
  for (const Problem& problem : found.list()) problems.add(problem.place, problem.what, problem.hint);
  return out;
}

}  // namespace relval
