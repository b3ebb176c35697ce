// relval runs: the finished runs below results/, newest first; runs prune removes old ones.
#include <algorithm>

#include "app/commands.hpp"
#include "app/print.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "report/run_directory.hpp"
#include "report/run_list_text.hpp"

namespace relval {
namespace {

// Of a folder all runs below it; of a config those of its own folder below the results.
RunList runs_of(const std::vector<std::string>& given, const Path& results) {
  if (given.empty()) return list_runs(results);
  RunList out;
  for (const std::string& word : given) {
    const bool folder = relval::is_directory(word);
    if (!folder && !relval::exists(word))
      throw Error(ErrorKind::usage, word, "there is no such folder or config",
                  "relval runs lists all that lie below " + results.string());
    RunList part = list_runs(folder ? Path(word) : run_folder(results, word));
    if (!folder)
      for (ListedRun& run : part.runs)
        run.config = run.directory.parent_path().lexically_relative(results.lexically_normal()).string();
    const auto there = [&](const ListedRun& run) {
      return std::any_of(out.runs.begin(), out.runs.end(),
                         [&](const ListedRun& other) { return other.directory == run.directory; });
    };
    for (ListedRun& run : part.runs)
      if (!there(run)) out.runs.push_back(std::move(run));
    out.broken.insert(out.broken.end(), part.broken.begin(), part.broken.end());
  }
  sort_newest_first(out.runs);
  return out;
}

void add_place_options(Options& options) {
  options.value("out", "DIR", "where results lie (default: results)")
      .flag("json", "print it as JSON")
      .positional("DIR|CONFIG", 0, -1);
}

RunList runs_asked_for(const Options::Parsed& args) { return runs_of(args.positional, args.value("out", "results")); }

}  // namespace

Options runs_options() {
  Options options("runs [DIR|CONFIG...] [options]",
                  "Lists the finished runs below results/, or of these folders and configs, newest first.\n"
                  "relval runs prune --help: removing old ones.");
  add_place_options(options);
  return options;
}

int runs_command(const Options::Parsed& args) {
  const RunList list = runs_asked_for(args);
  print(args.has("json") ? run_list_json(list) : run_list_screen(list));
  return 0;
}

Options runs_prune_options() {
  Options options("runs prune [DIR|CONFIG...] --keep N [--yes]",
                  "Removes all but the newest runs of each config, never what latest points at. Without\n"
                  "--yes it only says which.");
  options.value("keep", "N", "how many of each config stay").flag("yes", "remove them");
  add_place_options(options);
  return options;
}

int runs_prune_command(const Options::Parsed& args) {
  const auto keep = parse_integer(args.value("keep", "none"));
  if (!keep || *keep < 1)
    throw Error(ErrorKind::usage, "--keep " + args.value("keep"),
                "how many runs of each config to keep was expected, 1 or more", "for example --keep 20");
  const RunList list = runs_asked_for(args);
  const std::vector<ListedRun> gone = to_prune(list, static_cast<std::size_t>(*keep));
  const bool remove = args.has("yes");
  if (remove)
    for (const ListedRun& run : gone) remove_run(run.directory);
  print(args.has("json") ? prune_json(gone, remove)
                         : prune_screen(gone, list.runs.size(), list.broken.size(), remove));
  return 0;
}

}  // namespace relval
