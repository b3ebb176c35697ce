// relval run: the whole main path. Config, plan, read, replay, summary, files, screen.
#include <chrono>

#include "app/commands.hpp"
#include "app/each_config.hpp"
#include "app/print.hpp"
#include "app/progress.hpp"
#include "app/whole_run.hpp"
#include "app/why.hpp"
#include "base/processes.hpp"
#include "base/text.hpp"
#include "report/identity.hpp"
#include "report/run_directory.hpp"
#include "report/run_note.hpp"
#include "report/summary_json.hpp"
#include "report/terminal.hpp"
#include "report/unchanged_run.hpp"

namespace relval {
namespace {

// Wall time of each stage, for environment.json and the screen's last line.
class Stopwatch {
 public:
  void lap(const char* stage) {
    const auto now = Clock::now();
    laps.emplace_back(stage, std::chrono::duration<double>(now - last_).count());
    last_ = now;
  }
  double now() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
  double total() const { return std::chrono::duration<double>(last_ - start_).count(); }
  std::vector<std::pair<std::string, double>> laps;

 private:
  using Clock = std::chrono::steady_clock;  // allowed: timings go to environment.json alone
  Clock::time_point start_ = Clock::now(), last_ = start_;
};

struct RunOptions {
  std::vector<Override> overrides;
  std::vector<VaryConfig> vary;
  std::string why;
  Path out;
  bool json = false;
  std::vector<std::string> command;
  Detail detail = Detail::brief;
  bool force = false;  // replay what lies there unchanged, too
  std::optional<std::string> note = {};
  bool several = false;  // configs: as JSON they make one array
};

const char* name_of(Published how) {
  return how == Published::created ? "created" : how == Published::unchanged ? "unchanged" : "replaced";
}

int failed_findings(const std::vector<Finding>& findings, const RunConfig& config) {
  const auto failing = failing_findings(findings, config);
  for (const Finding& f : failing) complain(format("the config asks to fail on {}: {}", f.id, f.text));
  return failing.empty() ? 0 : static_cast<int>(ErrorKind::check);
}

// What the next run needs to be of the same config.
std::string typed_again(const std::vector<Override>& overrides) {
  std::string out;
  for (const Override& o : overrides) out += " --set " + shell_word(o.key + "=" + o.value);
  return out;
}

void print_json(const std::string& json, const RunOptions& options, std::size_t& printed) {
  print((!options.several ? "" : printed == 0 ? "[\n" : ",\n") + json);
  ++printed;
}

void keep_note(const Path& directory, const RunOptions& options) {
  if (options.note) write_note(directory, *options.note);
}

// The run that lies there unchanged, before the market is read or after; nothing where a replay is asked for.
std::optional<UnchangedRun> unchanged(WholeRun& whole, const Path& folder, const RunOptions& options, bool read) {
  if (options.force || !options.why.empty()) return {};
  return read ? find_unchanged(folder, whole.described(), options.detail)
              : find_unchanged(folder, whole.planned(), whole.store_sha256(), options.detail);
}

int show_unchanged(const UnchangedRun& run, const Path& folder, const RunConfig& config, const Stopwatch& watch,
                   const RunOptions& options, std::size_t& printed) {
  keep_note(run.directory, options);
  remove_leftovers(folder);
  point_latest(folder, run.id);
  if (options.json) print_json(run_json(run.summary, run.directory.string(), run.id, "unchanged"), options, printed);
  else
    print_screen(printed_screen(run.screen, config, "", typed_again(options.overrides)) +
                 unchanged_line(run, watch.now()));
  return failed_findings(run.findings, config);
}

// printed: how many configs were printed before as JSON: several make one array.
int run_one(const std::string& file, const RunOptions& options, std::size_t& printed) {
  Stopwatch watch;
  Progress progress;
  WholeRun whole(file, options.overrides, options.vary, progress.teller());
  watch.lap("plan");
  const Path folder = run_folder(options.out, file);
  if (const auto run = unchanged(whole, folder, options, false))
    return show_unchanged(*run, folder, whole.plan().config, watch, options, printed);
  whole.read();
  const std::optional<WhyAsked> why = parse_why(options.why, whole.plan(), whole.market());
  if (const auto run = unchanged(whole, folder, options, true))
    return show_unchanged(*run, folder, whole.plan().config, watch, options, printed);
  watch.lap("read");
  const RunResult& result = whole.replay(why);
  if (why) {
    print(why_text(whole.plan(), result, *why));  // an answer, not a run: nothing is written
    return 0;
  }
  watch.lap("replay");
  whole.vary();
  watch.lap("variations");
  progress.clear();
  const Summary& summary = whole.summarise();
  watch.lap("analytics");
  const RunFiles files = make_run_files(result, summary, folder / run_id(result));
  watch.lap("report");
  const Environment environment{
      options.command, {{"config", file}, {"store", whole.store_path().string()}}, watch.laps};
  const PublishedRun published = publish_run(folder, result, files, environment, whole.store_sha256());
  keep_note(published.directory, options);
  watch.lap("publish");

  const std::string directory = published.directory.string();
  if (options.json)
    print_json(run_json(summary_json(result, summary), directory, published.id, name_of(published.how)), options,
               printed);
  else
    print_screen(run_screen(result, summary,
                            {directory, published.note(), watch.total(), typed_again(options.overrides)},
                            options.detail));
  return failed_findings(summary.findings, result.config);
}

}  // namespace

Options run_options() {
  return Options("run CONFIG... [options]",
                 "Runs backtests and writes each to results/<config>/<id>/, whole or not at all.")
      .list("set", "KEY=VALUE", "override a key of the config, e.g. sizing.unit=dts")
      .list("vary", "KEY=A,B", "the run again with other values of a key, side by side, e.g. sizing.unit=cs01,dts")
      .value("why", "DATE:ASSET",
             "print why a leg or instrument was held as it was: signal, weight, size, bound, trade")
      .value("out", "DIR", "where results go (default: results)")
      .value("note", "TEXT", "a line to keep with the run; '' takes it away")
      .flag("force", "replay also what lies there unchanged")
      .flag("full", "print everything: exposures, defaults, tenors, coverage, every finding")
      .flag("json", "print the summary as JSON")
      .positional("CONFIG", 1, -1);
}

int run_command(const Options::Parsed& args) {
  if (args.has("out") && args.value("out").empty())
    throw Error(ErrorKind::usage, "--out", "a directory was expected, found nothing",
                "leave --out out and it is: results");
  RunOptions how{parse_overrides(args.list("set")),
                 parse_vary(args.list("vary")),
                 args.value("why", ""),
                 args.value("out", "results"),
                 args.has("json"),
                 {"relval", "run"}};
  how.command.insert(how.command.end(), args.words.begin(), args.words.end());
  if (args.has("full")) how.detail = Detail::full;
  how.force = args.has("force");
  if (args.has("note")) how.note = checked_note(args.value("note"));
  how.several = args.positional.size() > 1;
  const SharedCount printed;
  const int code =
      each_config(args.positional, [&](const std::string& file) { return run_one(file, how, *printed); });
  if (how.json && how.several) print(*printed == 0 ? "[]\n" : "]\n");
  return code;
}

}  // namespace relval
