// relval strategies: what there is to run, and its parameters as the strategies themselves state them.
#include "app/commands.hpp"
#include "app/described.hpp"
#include "app/prepare.hpp"
#include "app/print.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "report/strategy_json.hpp"

namespace relval {
namespace {

std::string list_text(const std::vector<ListedStrategy>& all) {
  std::string out;
  for (const ListedStrategy& s : all) {
    const PluginIdentity& id = s.description.identity;
    if (s.fault.empty()) out += format("{:<20} {:<8} {}\n", s.name, id.version, id.summary);
    else out += format("{:<20} cannot be loaded: `relval strategies describe {}` says why\n", s.name, s.name);
  }
  return out;
}

std::string describe_text(const StrategyDescription& d) {
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
  return Options("strategies list [--json]",
                 "The strategies: built in, and on the plugin path (RELVAL_PLUGIN_PATH, then `plugins` beside the "
                 "program).")
      .flag("json", "print as JSON, with their parameters");
}

int strategies_list_command(const Options::Parsed& args) {
  Registry registry(plugin_path());
  const std::vector<ListedStrategy> all = described_strategies(registry);
  print(args.has("json") ? strategies_json(all) : list_text(all));
  return 0;
}

Options strategies_describe_options() {
  return Options("strategies describe NAME [--json]", "A strategy's parameters as it states them itself.")
      .flag("json", "print as JSON")
      .positional("NAME", 0, 1);
}

int strategies_describe_command(const Options::Parsed& args) {
  Registry registry(plugin_path());
  if (args.positional.empty())
    throw Error(ErrorKind::usage, "relval strategies describe", "the name of a strategy is missing",
                "one of: " + join(registry.names(), ", "));
  const StrategyDescription d = strategy_description(registry, args.positional[0]);
  print(args.has("json") ? strategy_json(d) : describe_text(d));
  return 0;
}

}  // namespace relval
