#include "app/check_runs.hpp"

#include <algorithm>
#include <map>

#include "app/whole_run.hpp"
#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/processes.hpp"
#include "base/text.hpp"
#include "config/paths.hpp"
#include "report/run_directory.hpp"

namespace relval {
namespace {

// A file of stress scenarios is no run. By its first word at a line's start, so that a broken config is still one.
bool holds_scenarios(const Path& file) {
  const std::string text = read_file(file);
  return text.rfind("scenarios:", 0) == 0 || text.find("\nscenarios:") != std::string::npos;
}

bool is_yaml(const Path& file) { return file.extension() == ".yaml" || file.extension() == ".yml"; }

void collect(const Path& directory, std::vector<std::string>& out) {
  for (const Path& name : list_directory(directory)) {
    const Path path = directory / name;
    if (relval::is_directory(path)) collect(path, out);
    else if (is_yaml(path) && !holds_scenarios(path)) out.push_back(path.string());
  }
}

// What a child sends back: the two files of its expectation, the first with its length before it.
std::string packed(const ExpectationFiles& files) {
  return std::to_string(files.json.size()) + " " + files.json + files.csv;
}
ExpectationFiles unpacked(const std::string& sent) {
  const auto space = sent.find(' ');
  const auto size = static_cast<std::size_t>(parse_integer(sent.substr(0, space)).value_or(0));
  return {sent.substr(space + 1, size), sent.substr(space + 1 + size)};
}

std::string rerun(const std::string& config) {
  WholeRun whole(config);
  whole.read();
  whole.replay();
  whole.vary();
  const Summary& summary = whole.summarise();
  const std::string file = sha256_hex(read_file(whole.store_path()));
  return packed(expectation_files(expectation_of(whole.result(), summary, whole.market(), file)));
}

// The store a config names and does not find; empty where it does, or where the config says otherwise what is wrong.
std::string missing_store(const std::string& config) {
  try {
    const RunConfig c = read_run_config(config);
    return resolve_input(c.file, c.market.store) ? "" : c.market.store.value;
  } catch (const Error&) {
    return "";
  }
}

ExpectConfig tolerances(const std::string& config) { return read_run_config(config).expect; }

CheckEnd end_of(ChildEnd::How how) {
  switch (how) {
    case ChildEnd::done: return CheckEnd::compared;
    case ChildEnd::failed: return CheckEnd::failed;
    case ChildEnd::died: return CheckEnd::crashed;
    case ChildEnd::timed_out: return CheckEnd::timed_out;
  }
  return CheckEnd::failed;
}

void compare_with_baseline(const CheckRequest& request, CheckedRun& run) {
  CheckedConfig& c = run.checked;
  constexpr int kFailed = static_cast<int>(ErrorKind::check);
  if (!relval::exists(c.baseline + ".json")) {
    c.end = CheckEnd::no_baseline;
    c.fault = "nothing was approved yet: there is no " + c.baseline + ".json";
    c.exit_code = kFailed;
    return;
  }
  try {
    run.approved = read_expectation({read_file(c.baseline + ".json"), read_file(c.baseline + ".csv")}, c.baseline);
    c.comparison = compare(*run.approved, *run.now, request.exact ? ExpectConfig() : tolerances(c.config));
    c.exit_code = c.comparison.verdict == Verdict::same ? 0 : kFailed;
  } catch (const Error& e) {
    c.end = CheckEnd::bad_baseline;
    c.fault = e.what();
    c.exit_code = static_cast<int>(ErrorKind::data);
  }
}

std::string approve_command_for(const CheckRequest& request, const std::string& config) {
  const bool usual = request.baselines == CheckRequest().baselines;
  return "relval approve " + config + (usual ? "" : " --baselines " + request.baselines.string()) + " --reason TEXT";
}

// Two configs of one place would take each other's numbers.
void check_baselines_differ(const CheckRequest& request) {
  std::map<std::string, std::string> config_of;
  for (const std::string& config : request.configs) {
    const auto [before, is_new] = config_of.emplace(baseline_of(request.baselines, config), config);
    if (!is_new)
      throw Error(ErrorKind::usage, config, "has the same baseline as " + before->second + ": " + before->first,
                  "a config has its path below a folder 'configs' as its place; elsewhere its name alone: rename one");
  }
}

CheckedRun checked(const CheckRequest& request, const std::string& config, const ChildEnd& end) {
  CheckedRun run;
  CheckedConfig& c = run.checked;
  c.config = config;
  c.baseline = baseline_of(request.baselines, config);
  c.approve = approve_command_for(request, config);
  c.end = end_of(end.how);
  c.seconds = end.seconds;
  c.exit_code = end.exit_code;
  if (end.how == ChildEnd::done) {
    run.now = read_expectation(unpacked(end.text), config);
    compare_with_baseline(request, run);
    return run;
  }
  c.fault = end.text;
  if (end.how == ChildEnd::timed_out) {
    c.exit_code = static_cast<int>(ErrorKind::check);
    c.fault += "; --timeout SECONDS gives it longer";
  }
  if (const std::string store = request.skip_missing_data ? missing_store(config) : ""; !store.empty()) {
    c.end = CheckEnd::skipped;
    c.fault = "no store '" + store + "'";
    c.exit_code = 0;
  }
  return run;
}

}  // namespace

void add_check_options(Options& options) {
  options.value("baselines", "DIR", "where approved numbers are (default: results/baselines)")
      .value("timeout", "SECONDS", "for each config (default: 600)")
      .positional("CONFIG|DIR", 1, -1);
}

CheckRequest check_request(const Options::Parsed& args) {
  CheckRequest request;
  request.configs = configs_below(args.positional);
  request.baselines = args.value("baselines", request.baselines.string());
  request.workers = available_workers();
  const std::string timeout = args.value("timeout", "600");
  const auto seconds = parse_number(timeout);
  if (!seconds || !(*seconds > 0))
    throw Error(ErrorKind::usage, "--timeout " + timeout, "seconds above 0 were expected");
  request.timeout_seconds = *seconds;
  return request;
}

std::string baseline_of(const Path& baselines, const std::string& config) {
  return run_folder(baselines, config).string();
}

std::vector<std::string> configs_below(const std::vector<std::string>& files_and_directories) {
  std::vector<std::string> out;
  for (const std::string& path : files_and_directories) {
    const std::size_t before = out.size();
    if (!relval::exists(path))
      throw Error(ErrorKind::usage, path, "no such file or directory", "give configs, or folders of them");
    if (relval::is_directory(path)) collect(path, out);
    else out.push_back(path);
    if (out.size() == before)
      throw Error(ErrorKind::usage, path, "there is no config in it", "configs end in .yaml or .yml");
  }
  std::vector<std::string> once;
  for (const std::string& path : out)
    if (std::find(once.begin(), once.end(), path) == once.end()) once.push_back(path);
  return once;
}

std::vector<CheckedRun> check_runs(const CheckRequest& request,
                                   const std::function<void(const CheckedRun&, std::size_t)>& on_end) {
  check_baselines_differ(request);
  std::vector<CheckedRun> out(request.configs.size());
  std::size_t ended = 0;
  in_children(
      request.configs.size(), request.workers, request.timeout_seconds,
      [&](std::size_t i) { return rerun(request.configs[i]); },
      [&](std::size_t i, const ChildEnd& end) {
        out[i] = checked(request, request.configs[i], end);
        if (on_end) on_end(out[i], ++ended);
      });
  return out;
}

}  // namespace relval
