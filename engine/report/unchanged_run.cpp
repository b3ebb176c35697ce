#include "report/unchanged_run.hpp"

#include <nlohmann/json.hpp>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "config/paths.hpp"
#include "report/environment.hpp"
#include "report/identity.hpp"
#include "report/layout.hpp"
#include "report/run_directory.hpp"

namespace relval {
namespace {

using Json = nlohmann::ordered_json;

// A variation may take another strategy or another file for it: which bytes it read is recorded nowhere.
bool reads_elsewhere(const RunConfig& config) {
  for (const VaryConfig& vary : config.report.vary) {
    if (vary.key == "strategy" || vary.key == "strategy.name") return true;
    if (vary.key.rfind("strategy.", 0) != 0) continue;
    for (const std::string& value : vary.values)
      if (resolve_input(config.file, value)) return true;
  }
  return false;
}

Json manifest_of(const std::string& bytes) {
  Json j = Json::parse(bytes, nullptr, false);
  const bool whole = j.is_object() && j.value("status", Json()) == "complete" && j.value("data", Json()).is_object() &&
                     j.value("files", Json()).is_array();
  return whole ? j : Json();
}

// By the same code, and asked for alike.
bool made_alike(const Json& manifest, const RunResult& r) {
  return manifest.value("strategy", Json()) == Json::parse(strategy_part(r)) &&
         manifest.value("engine", Json()) == Json::parse(engine_part()) &&
         manifest.value("varied_on_command_line", Json::array()) == Json(varied_on_command_line(r.config));
}

std::vector<Finding> findings_of(const std::string& summary) {
  std::vector<Finding> out;
  const Json j = Json::parse(summary);
  for (const Json& f : j.at("findings"))
    out.push_back({f.at("id").get<std::string>(), Severity::note, f.at("text").get<std::string>(),
                   f.at("remedy").get<std::string>(), f.value("fails", false)});
  return out;
}

// The run in the directory, its files as the manifest says and its config as it would be written now.
std::optional<UnchangedRun> take(const Path& directory, const RunResult& r, Detail detail) {
  UnchangedRun run{directory, directory.filename().string(), written_at(directory), {}, {}, {}};
  const char* screen = detail == Detail::full ? kFullScreen : kScreen;
  const std::string config = sha256_hex(config_file(r, directory));
  bool same_config = false;
  for (const auto& [name, digest] : manifest_digests(directory)) {
    const Path file = directory / name;
    if (!relval::exists(file) || relval::is_directory(file)) return {};
    std::string bytes = read_file(file);
    if (sha256_hex(bytes) != digest) return {};
    if (name == "config.yaml") same_config = digest == config;
    if (name == "summary.json") run.summary = std::move(bytes);
    else if (name == screen) run.screen = std::move(bytes);
  }
  if (!same_config || run.summary.empty() || run.screen.empty()) return {};
  run.findings = findings_of(run.summary);
  return run;
}

}  // namespace

std::optional<UnchangedRun> find_unchanged(const Path& folder, const RunResult& r, const std::string& store_sha256,
                                           Detail detail) {
  if (store_sha256.empty() || reads_elsewhere(r.config) || !relval::is_directory(folder)) return {};
  const std::string config = sha256_hex(identity_text(r));
  for (const Path& name : list_directory(folder)) {
    const Path file = folder / name / kManifest;
    if (name == "latest" || !relval::exists(file)) continue;
    const std::string bytes = read_file(file);
    if (bytes.find(config) == std::string::npos) continue;  // most of them, without a look at the JSON
    const Json manifest = manifest_of(bytes);
    if (manifest.is_null() || manifest["data"].value("file_sha256", Json()) != store_sha256) continue;
    RunResult as_there = r;
    as_there.data_digest = manifest["data"].value("digest", "");
    if (run_id(as_there) != name.string() || !made_alike(manifest, r)) continue;
    return take(folder / name, r, detail);
  }
  return {};
}

std::optional<UnchangedRun> find_unchanged(const Path& folder, const RunResult& r, Detail detail) {
  const bool varies = !r.config.report.vary.empty() || !r.config.report.entry_shift_days.empty() ||
                      r.config.report.seeds > 0 || r.config.report.leave_out.value_or(0) > 0 ||
                      !r.config.report.scenarios.empty() || !r.store.market_case.empty();
  const Path directory = folder / run_id(r);
  if (varies || !relval::exists(directory / kManifest)) return {};
  Json manifest = manifest_of(read_file(directory / kManifest));
  if (manifest.is_null() || !made_alike(manifest, r)) return {};
  manifest["data"].erase("file_sha256");
  if (manifest["data"] != Json::parse(data_part(r))) return {};
  return take(directory, r, detail);
}

std::string unchanged_line(const UnchangedRun& run, double seconds) {
  return wrapped(format("unchanged since {}: {}  {:.0f} ms",
                        run.written_at.empty() ? "it was run" : run.written_at, run.directory.string(), seconds * 1e3),
                 2);
}

}  // namespace relval
