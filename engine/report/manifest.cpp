#include "report/manifest.hpp"

#include <nlohmann/json.hpp>

#include "base/hash.hpp"
#include "base/hdf5.hpp"
#include "report/identity.hpp"
#include "report/source_digests.hpp"

namespace relval {
namespace {

using Json = nlohmann::ordered_json;

Json data_of(const RunResult& r) {
  Json j = {{"digest", r.data_digest},
            {"title", r.store.title},
            {"licence", r.store.licence},
            {"synthetic", r.store.synthetic},
            {"checksummed", !r.store.unchecksummed},
            {"rows", r.store_rows}};
  if (!r.store.market_case.empty()) j["case"] = r.store.market_case;
  return j;
}

Json strategy_of(const RunResult& r) {
  Json j = {{"name", r.strategy.name}, {"version", r.strategy.version}};
  if (r.strategy.file.empty()) {
    j["built_in"] = true;  // by the compiler that environment.json names: the manifest is the same with another one
    j["sources"] = built_in_sources(r.strategy.name);
  } else {
    j["library_sha256"] = r.strategy.sha256;
    j["build"] = r.strategy.build;
  }
  j["inputs"] = r.strategy_inputs;
  return j;
}

Json engine_of() {
  Json libraries = Json::object();
  for (const auto& [name, version] : library_versions()) libraries[name] = version;
  return {{"version", engine_version()},
          {"numbers_version", kNumbersVersion},
          {"sources", engine_sources()},
          {"libraries", libraries}};
}

std::string text_of(const Json& j) { return j.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string data_part(const RunResult& r) { return text_of(data_of(r)); }
std::string strategy_part(const RunResult& r) { return text_of(strategy_of(r)); }
std::vector<std::string> varied_on_command_line(const RunConfig& config) {
  std::vector<std::string> keys;
  for (const VaryConfig& vary : config.report.vary)
    if (vary.place.file.rfind("--vary", 0) == 0) keys.push_back(vary.key);
  return keys;
}

std::string engine_part() { return text_of(engine_of()); }

std::string engine_version() { return RELVAL_VERSION; }

// What CMake found when this was built, but HDF5, which tells itself.
std::vector<std::pair<std::string, std::string>> library_versions() {
  return {{"HDF5", h5::library_version()},  {"yaml-cpp", RELVAL_YAML_CPP}, {"SLEEF", RELVAL_SLEEF},
          {"fmt", RELVAL_FMT},              {"Eigen", RELVAL_EIGEN},       {"nlohmann-json", RELVAL_NLOHMANN_JSON}};
}

std::string manifest_json(const RunResult& r, const std::string& id, const RunFiles& files,
                          const std::vector<std::string>& outside, const std::string& store_sha256) {
  Json j;
  j["relval_manifest"] = 1;
  j["status"] = "complete";
  j["id"] = id;
  j["name"] = r.config.name;
  j["config_identity_sha256"] = sha256_hex(identity_text(r));
  j["data"] = data_of(r);
  if (!store_sha256.empty()) j["data"]["file_sha256"] = store_sha256;
  j["strategy"] = strategy_of(r);
  j["stages"] = Json::object();
  for (const StageKey& s : r.stages) j["stages"][s.stage] = s.key;
  j["engine"] = engine_of();
  if (const auto keys = varied_on_command_line(r.config); !keys.empty()) j["varied_on_command_line"] = keys;
  j["files"] = Json::array();
  for (const RunFile& f : files) {
    j["files"].push_back({{"name", f.name}, {"bytes", f.bytes.size()}, {"sha256", sha256_hex(f.bytes)}});
  }
  j["outside_identity"] = outside;
  return j.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::map<std::string, std::string> manifest_digests(const Path& directory) {
  const Path file = directory / kManifest;
  if (!relval::exists(file)) return {};
  const Json j = Json::parse(read_file(file), nullptr, false);
  if (!j.is_object() || j.value("status", Json()) != "complete" || !j.value("files", Json()).is_array()) return {};
  std::map<std::string, std::string> digests;
  for (const Json& f : j["files"]) {
    if (!f.is_object() || !f.value("name", Json()).is_string() || !f.value("sha256", Json()).is_string()) return {};
    digests[f["name"].get<std::string>()] = f["sha256"].get<std::string>();
  }
  return digests;
}

}  // namespace relval
