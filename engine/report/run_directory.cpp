#include "report/run_directory.hpp"

#include <unistd.h>

#include <array>
#include <filesystem>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "config/paths.hpp"
#include "report/identity.hpp"
#include "report/result_file.hpp"
#include "report/run_note.hpp"
#include "report/summary_json.hpp"
#include "report/tables_csv.hpp"
#include "report/terminal.hpp"

namespace relval {
namespace {

constexpr std::string_view kPartial = ".partial";

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "host";
}

// <id>.<host>.<process>.partial: two runs of one config at a time do not meet in it.
std::string partial_name(const std::string& id, const std::string& process) {
  return id + "." + host_name() + "." + process + std::string(kPartial);
}

// Files of the run there that have other bytes than ours, or are missing or damaged.
std::vector<std::string> differing(const Path& directory, const RunFiles& files) {
  const auto there = manifest_digests(directory);
  if (there.empty()) return {kManifest};
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

void write_partial(const Path& partial, const RunFiles& files, const Environment& environment,
                   const std::string& manifest, const std::string& note) {
  remove_tree(partial);
  make_directories(partial);
  for (const RunFile& f : files) write_file(partial / f.name, f.bytes);
  write_file(partial / kEnvironment, environment_json(environment));
  if (!note.empty()) write_file(partial / kNote, note + "\n");
  write_file(partial / kManifest, manifest);
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
  if (!config.strategy.library.value.empty()) rename(config.strategy.library);
  for (PlacedText& file : config.report.scenarios) rename(file);
  for (const std::string& name : file_parameters(r)) rename(config.strategy.parameters[name]);
  return config;
}

}  // namespace

RunFiles make_run_files(const RunResult& r, const Summary& s, const Path& directory) {
  RunFiles files = {{"config.yaml", config_file(r, directory)},
                    {"summary.json", summary_json(r, s)},
                    {"result.h5", result_file(r, s.risk_by_day)},
                    {"daily.csv", daily_csv(r)},
                    {"trades.csv", trades_csv(r)},
                    {"names.csv", names_csv(r)}};
  if (s.risk_by_day.asked) files.push_back({"risk.csv", risk_csv(r, s.risk_by_day)});
  files.push_back({kScreen, kept_screen(r, s, Detail::brief)});
  files.push_back({kFullScreen, kept_screen(r, s, Detail::full)});
  return files;
}

std::string config_file(const RunResult& r, const Path& directory) {
  return effective_config(directory.empty() ? r.config : config_at(r, directory));
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

void remove_leftovers(const Path& folder) {
  const auto gone = [](std::string_view process) {
    const auto number = parse_integer(process);
    return number && !relval::exists(Path("/proc") / std::to_string(*number));
  };
  constexpr std::string_view kLink = "latest.tmp.";  // of a run that ended before it was renamed
  for (const Path& name : list_directory(folder)) {
    const std::string text = name.filename().string();
    if (text.starts_with(kLink) && gone(text.substr(kLink.size()))) remove_tree(folder / name);
    if (!text.ends_with(kPartial)) continue;
    const std::string stem = text.substr(0, text.size() - kPartial.size());
    const std::size_t dot = stem.rfind('.');
    if (dot == std::string::npos || stem.find("." + host_name() + ".") == std::string::npos) continue;
    if (gone(stem.substr(dot + 1))) remove_tree(folder / name);
  }
}

void point_latest(const Path& folder, const std::string& id) {
  std::error_code none;
  if (std::filesystem::read_symlink(folder / "latest", none) != id) replace_symlink(folder / "latest", id);
}

PublishedRun publish_run(const Path& folder, const RunResult& r, const RunFiles& files, const Environment& environment,
                         const std::string& store_sha256) {
  PublishedRun run;
  run.id = run_id(r);
  run.directory = folder / run.id;
  make_directories(folder);
  remove_leftovers(folder);
  if (relval::is_directory(run.directory)) {
    run.changed = differing(run.directory, files);
    run.how = run.changed.empty() ? Published::unchanged : Published::replaced;
  }
  const std::string manifest = manifest_json(r, run.id, files, {kEnvironment, kNote}, store_sha256);
  if (run.how != Published::unchanged) {
    const Path partial = folder / partial_name(run.id, std::to_string(::getpid()));
    try {
      write_partial(partial, files, environment, manifest, read_note(run.directory));
      publish_directory(partial, run.directory);
    } catch (...) {
      remove_tree(partial);
      throw;
    }
  } else if (read_file(run.directory / kManifest) != manifest) {
    write_file_whole(run.directory / kManifest, manifest);  // the same numbers by other code or from another file
  }
  point_latest(folder, run.id);
  return run;
}

}  // namespace relval
