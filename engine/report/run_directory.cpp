#include "report/run_directory.hpp"

#include <unistd.h>

#include <array>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "config/paths.hpp"
#include "report/identity.hpp"
#include "report/result_file.hpp"
#include "report/summary_json.hpp"
#include "report/tables_csv.hpp"

namespace relval {
namespace {

constexpr const char* kEnvironment = "environment.json";
constexpr std::string_view kPartial = ".partial";

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "host";
}

// <id>.<host>.<process>.partial: two runs of one config at a time do not meet in it.
std::string partial_name(const std::string& id, const std::string& process) {
  return id + "." + host_name() + "." + process + std::string(kPartial);
}

// What killed runs left behind: partial directories of this host whose process is gone.
void remove_leftovers(const Path& folder) {
  for (const Path& name : list_directory(folder)) {
    const std::string text = name.filename().string();
    if (!text.ends_with(kPartial)) continue;
    const std::string stem = text.substr(0, text.size() - kPartial.size());
    const std::size_t dot = stem.rfind('.');
    if (dot == std::string::npos || stem.find("." + host_name() + ".") == std::string::npos) continue;
    const auto process = parse_integer(stem.substr(dot + 1));
    if (process && !relval::exists(Path("/proc") / std::to_string(*process))) remove_tree(folder / name);
  }
}

// Files of the run there that have other bytes than ours, or are missing or damaged.
std::vector<std::string> differing(const Path& directory, const RunFiles& files) {
  const auto there = manifest_digests(directory);
  if (there.empty()) return {"manifest.json"};
  std::vector<std::string> names;
  for (const RunFile& f : files) {
    const auto digest = there.find(f.name);
    const Path path = directory / f.name;
    if (digest == there.end() || digest->second != sha256_hex(f.bytes) || !relval::exists(path) ||
        read_file(path) != f.bytes) {
      names.push_back(f.name);
    }
  }
  return names;
}

void write_partial(const Path& partial, const RunResult& r, const std::string& id, const RunFiles& files,
                   const Environment& environment) {
  remove_tree(partial);
  make_directories(partial);
  for (const RunFile& f : files) write_file(partial / f.name, f.bytes);
  write_file(partial / kEnvironment, environment_json(environment));
  write_file(partial / "manifest.json", manifest_json(r, id, files, {kEnvironment}));
  sync_directory(partial);
}

// The config with its inputs named as they are found from the directory.
RunConfig config_at(const RunResult& r, const Path& directory) {
  RunConfig config = r.config;
  const auto rename = [&](PlacedText& written) {
    if (const auto found = resolve_input(r.config.file, written))
      written.value = path_from(directory, written.value, *found);
  };
  rename(config.market.store);
  for (const std::string& name : file_parameters(r)) rename(config.strategy.parameters[name]);
  return config;
}

}  // namespace

RunFiles make_run_files(const RunResult& r, const Summary& s, const Path& directory) {
  return {{"config.yaml", effective_config(directory.empty() ? r.config : config_at(r, directory))},
          {"summary.json", summary_json(r, s)},
          {"result.h5", result_file(r)},
          {"daily.csv", daily_csv(r)},
          {"trades.csv", trades_csv(r)}};
}

Path run_folder(const Path& results, const Path& config) {
  const Path plain = config.lexically_normal();
  Path below;
  bool inside = false;
  for (const Path& part : plain) {
    if (inside) below /= part;
    if (part == "configs") {  // the last folder of that name counts
      inside = true;
      below.clear();
    }
  }
  if (!inside || below.empty()) below = plain.filename();
  return results / below.replace_extension();
}

std::string PublishedRun::note() const {
  if (how == Published::created) return "";
  if (how == Published::unchanged) return "unchanged";
  return "replaced: " + join(changed, ", ") + (changed.size() == 1 ? " was" : " were") + " different";
}

PublishedRun publish_run(const Path& folder, const RunResult& r, const RunFiles& files,
                         const Environment& environment) {
  PublishedRun run;
  run.id = run_id(r);
  run.directory = folder / run.id;
  make_directories(folder);
  remove_leftovers(folder);
  if (relval::is_directory(run.directory)) {
    run.changed = differing(run.directory, files);
    run.how = run.changed.empty() ? Published::unchanged : Published::replaced;
  }
  if (run.how != Published::unchanged) {
    const Path partial = folder / partial_name(run.id, std::to_string(::getpid()));
    try {
      write_partial(partial, r, run.id, files, environment);
      publish_directory(partial, run.directory);
    } catch (...) {
      remove_tree(partial);
      throw;
    }
  }
  replace_symlink(folder / "latest", run.id);
  return run;
}

}  // namespace relval
