#include "report/recorded_run.hpp"

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "report/manifest.hpp"

namespace relval {

bool is_run_directory(const Path& path) { return relval::is_directory(path) && relval::exists(path / kManifest); }

namespace {

std::map<std::string, std::string> digests_of(const Path& directory) {
  auto digests = manifest_digests(directory);
  if (digests.empty())
    throw Error(ErrorKind::data, (directory / kManifest).string(), "not complete: this is no finished run");
  return digests;
}

bool is_as_stated(const Path& file, const std::string& digest) {
  return relval::exists(file) && !relval::is_directory(file) && sha256_hex(read_file(file)) == digest;
}

}  // namespace

void check_files(const Path& directory) {
  std::vector<std::string> other;
  for (const auto& [name, digest] : digests_of(directory))
    if (!is_as_stated(directory / name, digest)) other.push_back(name);
  if (!other.empty())
    throw Error(ErrorKind::data, directory.string(),
                join(other, ", ") + (other.size() == 1 ? " is missing or has" : " are missing or have") +
                    " other bytes than the manifest says",
                "run its config again");
}

RecordedRun read_recorded_run(const Path& directory) {
  const auto digests = digests_of(directory);
  for (const char* name : {"config.yaml", "summary.json"}) {
    const auto stated = digests.find(name);
    const Path file = directory / name;
    if (stated == digests.end() || !is_as_stated(file, stated->second))
      throw Error(ErrorKind::data, file.string(), "is missing or has other bytes than the manifest says",
                  "run its config again");
  }
  const auto summary = nlohmann::json::parse(read_file(directory / "summary.json"), nullptr, false);
  const auto total = nlohmann::json::json_pointer("/statistics/total");
  if (!summary.is_object() || !summary.contains(total) || !summary[total].is_number())
    throw Error(ErrorKind::data, (directory / "summary.json").string(), "'statistics.total' was expected, a number");
  const auto manifest = nlohmann::json::parse(read_file(directory / kManifest), nullptr, false);
  const auto digest = nlohmann::json::json_pointer("/data/digest");
  const bool stated = manifest.contains(digest) && manifest[digest].is_string();
  return {directory / "config.yaml", summary[total].get<double>(), stated ? manifest[digest].get<std::string>() : ""};
}

}  // namespace relval
