// relval strategies: what there is to run, and its parameters as the strategies themselves state them.
#include "app/commands.hpp"
#include "app/options.hpp"
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

int strategies_command(const std::vector<std::string>& words) {
  Options options(
      "strategies list | describe NAME",
      "The strategies: built in, and on the plugin path (RELVAL_PLUGIN_PATH, then `plugins` beside the program).");
  options.positional("list or describe", 1, 2);
  const auto args = options.parse(words);
  if (args.help) {
    print(options.help());
    return 0;
  }
  Registry registry(plugin_path());
  const std::string& verb = args.positional[0];
  if (verb == "list" && args.positional.size() == 1) print(list(registry));
  else if (verb == "describe" && args.positional.size() == 2)
    print(describe(strategy_description(registry, args.positional[1])));
  else if (verb == "describe" && args.positional.size() == 1)
    throw Error(ErrorKind::usage, "relval strategies describe", "the name of a strategy is missing",
                "one of: " + join(registry.names(), ", "));
  else
    throw Error(ErrorKind::usage, "relval strategies",
                "list, or describe NAME was expected, found '" + join(args.positional, " ") + "'",
                suggest(verb, {"list", "describe"}));
  return 0;
}

}  // namespace relval
