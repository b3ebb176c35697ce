// relval diff: what made the difference between two runs, stage by stage.
#include "app/commands.hpp"
#include "app/prepare.hpp"
#include "app/print.hpp"
#include "base/error.hpp"
#include "config/paths.hpp"
#include "report/diff_text.hpp"
#include "report/recorded_run.hpp"
#include "study/run_diff.hpp"

namespace relval {
namespace {

// A config, or the directory of a finished run. The run's own number stands where nothing was set anew.
DiffSide side_of(const std::string& given, const std::vector<Override>& overrides, Registry& registry) {
  DiffSide side;
  side.name = given;
  std::string file = given;
  if (is_run_directory(given)) {
    const RecordedRun run = read_recorded_run(given);
    file = run.config.string();
    if (overrides.empty()) {
      side.recorded = run.total;
      side.recorded_data = run.data_digest;
    }
  }
  else if (const Path latest = Path(given) / "latest"; is_run_directory(latest))
    throw Error(ErrorKind::usage, given, "holds several runs", "one of them: " + latest.string());
  side.config = read_run_config(file, overrides);
  for (const Override& o : overrides) side.name += " --set " + o.key + "=" + o.value;
  const auto store = resolve_input(side.config.file, side.config.market.store);
  if (!store)
    throw Error(ErrorKind::usage, side.name, "there is no store '" + side.config.market.store.value + "'",
                kInputPlaces);
  side.store = *store;
  side.registry = &registry;
  return side;
}

}  // namespace

Options diff_options() {
  return Options("diff A [B] [options]",
                 "Splits the change of P&L between two configs or finished runs over data, valuation, universe,\n"
                 "strategy, sizing, execution and cost, and engine: replays with one stage after the other\n"
                 "taken from B.")
      .list("set", "KEY=VALUE", "a key of B, as in relval run; without B: of A")
      .value("plugins", "DIR", "where B's plugins are looked for first")
      .flag("json", "print it as JSON")
      .positional("A [B]", 1, 2);
}

int diff_command(const Options::Parsed& args) {
  if (args.positional.size() == 1 && !args.has("set") && !args.has("plugins"))
    throw Error(ErrorKind::usage, "relval diff", "one run was given, and nothing that changes it",
                "name a second one, or change a key with --set");
  if (args.has("plugins") && !relval::is_directory(args.value("plugins")))
    throw Error(ErrorKind::usage, "--plugins " + args.value("plugins"), "there is no such folder");
  std::vector<Path> path = plugin_path();
  Registry own(path);
  if (args.has("plugins")) path.insert(path.begin(), args.value("plugins"));
  Registry of_b(path);
  const DiffSide a = side_of(args.positional[0], {}, own);
  const DiffSide b = side_of(args.positional.back(), parse_overrides(args.list("set")), of_b);
  const RunDiff diff = diff_runs(a, b);
  print(args.has("json") ? diff_json(diff) : diff_screen(diff));
  return 0;
}

}  // namespace relval
