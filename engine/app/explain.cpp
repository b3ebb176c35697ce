// relval explain: the effective config, and where each of its values comes from.
#include "report/explain.hpp"

#include "app/commands.hpp"
#include "app/prepare.hpp"
#include "app/print.hpp"
#include "base/text.hpp"
#include "config/run_config_table.hpp"

namespace relval {
namespace {

Node explained(const std::string& file, const std::vector<Override>& overrides, Registry& registry) {
  Node effective = explained_config(file, overrides);
  const Node* strategy = effective.find("strategy");
  const Node* name = strategy ? strategy->find("name") : nullptr;
  if (name) add_strategy_defaults(effective, strategy_description(registry, name->text));
  return effective;
}

}  // namespace

Options explain_options() {
  return Options("explain CONFIG... [options]",
                 "Prints the effective config, defaults included, with where each value comes from. It runs again.")
      .list("set", "KEY=VALUE", "override a key of the config, e.g. sizing.unit=dts")
      .flag("json", "print it as JSON: key, value and where each comes from")
      .positional("CONFIG", 1, -1);
}

int explain_command(const Options::Parsed& args) {
  Registry registry(plugin_path());
  const auto overrides = parse_overrides(args.list("set"));
  std::vector<std::string> texts;
  int code = 0;
  for (const std::string& file : args.positional) {
    try {
      const Node effective = explained(file, overrides, registry);
      texts.push_back(args.has("json") ? explain_json(effective, file) : explain_text(effective, file));
    } catch (const Error& e) {
      complain(e.what());
      code = worse_exit(code, e.exit_code());
    }
  }
  if (!args.has("json")) print(join(texts, "---\n"));
  else print(args.positional.size() > 1 ? "[\n" + join(texts, ",\n") + "]\n" : join(texts, ""));
  return code;
}

}  // namespace relval
