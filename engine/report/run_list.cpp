#include "report/run_list.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "report/environment.hpp"
#include "report/manifest.hpp"
#include "report/run_note.hpp"

namespace relval {
namespace {

using Json = nlohmann::ordered_json;
using Pointer = Json::json_pointer;
namespace fs = std::filesystem;

constexpr std::size_t kIdDigits = 12, kFewestDigits = 4;
constexpr std::string_view kPartial = ".partial";

bool all_hex(const std::string& text) { return text.find_first_not_of("0123456789abcdef") == std::string::npos; }
bool is_id(const std::string& name) { return name.size() == kIdDigits && all_hex(name); }
bool is_link(const Path& path) {
  std::error_code none;
  return fs::is_symlink(path, none);
}

double number_at(const Json& j, const char* pointer) {
  const Pointer at(pointer);
  return j.contains(at) && j[at].is_number() ? j[at].get<double>() : kNaN;
}
std::string text_at(const Json& j, const char* pointer) {
  const Pointer at(pointer);
  return j.contains(at) && j[at].is_string() ? j[at].get<std::string>() : std::string();
}

// Why the directory is no run; empty where it is one. A file is compared by its size: hashing all would read all.
std::string fault_of(const Path& directory, const Json& manifest) {
  if (!manifest.is_object() || manifest.value("status", Json()) != "complete" ||
      !manifest.value("files", Json()).is_array())
    return "no complete manifest.json";
  const std::string id = text_at(manifest, "/id");
  if (id != directory.filename().string()) return "its manifest is of " + (id.empty() ? "no run" : id);
  for (const Json& f : manifest["files"]) {
    const std::string name = text_at(f, "/name");
    std::error_code failed;
    const auto bytes = fs::file_size(directory / name, failed);
    if (failed) return name + " is missing";
    if (f.value("bytes", Json()) != bytes) return name + " has another size than the manifest says";
    if (name == "summary.json" && sha256_hex(read_file(directory / name)) != text_at(f, "/sha256"))
      return name + " has other bytes than the manifest says";
  }
  return relval::exists(directory / "summary.json") ? "" : "summary.json is missing";
}

std::int64_t written_order(const Path& directory) {
  std::error_code failed;
  const auto at = fs::last_write_time(directory / kEnvironment, failed);
  return failed ? 0 : static_cast<std::int64_t>(at.time_since_epoch().count());
}

ListedRun listed(const Path& directory, const Json& manifest, const Path& results) {
  const Json s = Json::parse(read_file(directory / "summary.json"), nullptr, false);
  ListedRun run;
  run.directory = directory;
  run.id = directory.filename().string();
  run.config = directory.parent_path().lexically_relative(results).string();
  if (run.config == ".") run.config = results.filename().string();
  run.name = text_at(s, "/run/name");
  run.first = text_at(s, "/run/first");
  run.last = text_at(s, "/run/last");
  run.written_at = written_at(directory);
  run.written_order = written_order(directory);
  run.note = read_note(directory);
  run.synthetic = manifest["data"].value("synthetic", false);
  std::error_code none;
  run.latest = fs::read_symlink(directory.parent_path() / "latest", none) == run.id;
  run.total = number_at(s, "/statistics/total");
  run.annual_return = number_at(s, "/statistics/annual_return/value");
  run.sharpe = number_at(s, "/statistics/sharpe/ratio/value");
  run.max_drawdown = number_at(s, "/statistics/max_drawdown/value");
  return run;
}

void look(const Path& directory, const Path& results, RunList& out) {
  for (const Path& name : list_directory(directory)) {
    const Path path = directory / name;
    if (is_link(path) || !relval::is_directory(path)) continue;
    if (directory == results && name == "baselines") continue;
    const bool has_manifest = relval::exists(path / kManifest);
    if (name.string().ends_with(kPartial)) {
      out.broken.push_back({path, "is being written, or a run that was ended left it"});
    } else if (has_manifest || is_id(name.string())) {
      const Json manifest = has_manifest ? Json::parse(read_file(path / kManifest), nullptr, false) : Json();
      const std::string fault = fault_of(path, manifest);
      if (fault.empty()) out.runs.push_back(listed(path, manifest, results));
      else out.broken.push_back({path, fault});
    } else {
      look(path, results, out);
    }
  }
}

}  // namespace

RunList list_runs(const Path& results) {
  RunList out;
  Path plain = results.lexically_normal();
  if (!plain.has_filename()) plain = plain.parent_path();  // written with a slash at its end
  look(plain, plain, out);
  sort_newest_first(out.runs);
  return out;
}

void sort_newest_first(std::vector<ListedRun>& runs) {
  std::stable_sort(runs.begin(), runs.end(), [](const ListedRun& a, const ListedRun& b) {
    return std::tie(a.written_at, a.written_order) > std::tie(b.written_at, b.written_order);
  });
}

std::vector<ListedRun> to_prune(const RunList& list, std::size_t keep) {
  std::map<Path, std::size_t> kept;
  std::vector<ListedRun> out;
  for (const ListedRun& run : list.runs)
    if (++kept[run.directory.parent_path()] > keep && !run.latest) out.push_back(run);
  return out;
}

void remove_run(const Path& directory) {
  remove_tree(directory / kManifest);
  remove_tree(directory);
}

Path find_run(const std::string& given, const Path& results) {
  if (relval::is_directory(given)) return given;
  const auto fault = [&](const std::string& what, const std::string& hint) -> Error {
    return Error(ErrorKind::usage, given, what, hint);
  };
  const std::string list = "relval runs " + results.string() + " lists them";
  if (given.size() < kFewestDigits || given.size() > kIdDigits || !all_hex(given))
    throw fault("a run was expected: its directory, its id, or at least four digits of it", list);
  std::map<std::string, std::vector<Path>> found;
  const RunList all = list_runs(results);
  for (const ListedRun& run : all.runs)
    if (run.id.rfind(given, 0) == 0) found[run.id].push_back(run.directory);
  for (const auto& b : all.broken)
    if (b.directory.filename().string() == given) throw Error(ErrorKind::data, b.directory.string(), b.why);
  if (found.empty()) throw fault("no run below " + results.string() + " has an id that starts so", list);
  std::vector<std::string> places;
  for (const auto& [id, directories] : found)
    for (const Path& d : directories) places.push_back(d.string());
  std::sort(places.begin(), places.end());
  if (places.size() > 1) throw fault("could be " + join(places, " or "), "give more digits, or the directory");
  return places.front();
}

}  // namespace relval
