// relval strategies: what there is to run, and its parameters as the strategies themselves state them.
#include "app/commands.hpp"
#include "app/prepare.hpp"
#include "app/print.hpp"
#include "base/text.hpp"
#include "strategy/description.hpp"

namespace relval {
namespace {

std::string list(Registry& registry) {
  std::string out;
  for (const std::string& name : registry.names()) {
    try {
      const PluginIdentity& id = registry.identity(name);
      out += format("{:<20} {:<8} {}\n", name, id.version, id.summary);
    } catch (const Error& e) {
      out += format("{:<20} cannot be loaded: `relval strategies describe {}` says why\n", name, name);
    }
  }
  return out;
}

std::string describe(const StrategyDescription& d) {
  std::string out = format("{} {}: {}\n{}\n", d.identity.name, d.identity.version, d.identity.summary,
                           d.built_in ? "built in" : d.identity.file.string());
  for (const ParameterDescription& p : d.parameters) {
    const std::string standard = p.required ? "required" : "default " + p.standard;
    out += format("  {:<16} {}, {}{}\n  {:<16} {}\n", p.name, p.kind == p.unit ? p.kind : p.kind + ", " + p.unit,
                  standard, p.range.empty() ? "" : ", " + p.range, "", p.help);
  }
  return out;
}

}  // namespace

Options strategies_list_options() {
  return Options(
      "strategies list",
      "The strategies: built in, and on the plugin path (RELVAL_PLUGIN_PATH, then `plugins` beside the program).");
}

int strategies_list_command(const Options::Parsed&) {
  Registry registry(plugin_path());
  print(list(registry));
  return 0;
}

Options strategies_describe_options() {
  return Options("strategies describe NAME", "A strategy's parameters as it states them itself.")
      .positional("NAME", 0, 1);
}

int strategies_describe_command(const Options::Parsed& args) {
  Registry registry(plugin_path());
  if (args.positional.empty())
    throw Error(ErrorKind::usage, "relval strategies describe", "the name of a strategy is missing",
                "one of: " + join(registry.names(), ", "));
  print(describe(strategy_description(registry, args.positional[0])));
  return 0;
}

}  // namespace relval
