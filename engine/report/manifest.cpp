#include "report/manifest.hpp"

#include <nlohmann/json.hpp>

#include "base/hash.hpp"
#include "base/hdf5.hpp"
#include "report/identity.hpp"

namespace relval {
namespace {

using Json = nlohmann::ordered_json;

Json data_part(const RunResult& r) {
  Json j = {{"digest", r.data_digest},
            {"title", r.store.title},
            {"licence", r.store.licence},
            {"synthetic", r.store.synthetic},
            {"checksummed", !r.store.unchecksummed}};
  if (!r.store.market_case.empty()) j["case"] = r.store.market_case;
  return j;
}

Json strategy_part(const RunResult& r) {
  Json j = {{"name", r.strategy.name}, {"version", r.strategy.version}};
  if (r.strategy.file.empty()) {
    j["built_in"] = true;  // by the compiler that environment.json names: the manifest is the same with another one
  } else {
    j["library_sha256"] = r.strategy.sha256;
    j["build"] = r.strategy.build;
  }
  j["inputs"] = r.strategy_inputs;
  return j;
}

Json engine_part() {
  Json libraries = Json::object();
  for (const auto& [name, version] : library_versions()) libraries[name] = version;
  return {{"version", engine_version()}, {"numbers_version", kNumbersVersion}, {"libraries", libraries}};
}

}  // namespace

std::string engine_version() { return RELVAL_VERSION; }

// What CMake found when this was built, but HDF5, which tells itself.
std::vector<std::pair<std::string, std::string>> library_versions() {
  return {{"HDF5", h5::library_version()},  {"yaml-cpp", RELVAL_YAML_CPP}, {"SLEEF", RELVAL_SLEEF},
          {"fmt", RELVAL_FMT},              {"Eigen", RELVAL_EIGEN},       {"nlohmann-json", RELVAL_NLOHMANN_JSON}};
}

std::string manifest_json(const RunResult& r, const std::string& id, const RunFiles& files,
                          const std::vector<std::string>& outside) {
  Json j;
  j["relval_manifest"] = 1;
  j["status"] = "complete";
  j["id"] = id;
  j["name"] = r.config.name;
  j["config_identity_sha256"] = sha256_hex(identity_text(r));
  j["data"] = data_part(r);
  j["strategy"] = strategy_part(r);
  j["stages"] = Json::object();
  for (const StageKey& s : r.stages) j["stages"][s.stage] = s.key;
  j["engine"] = engine_part();
  j["files"] = Json::array();
  for (const RunFile& f : files) {
    j["files"].push_back({{"name", f.name}, {"bytes", f.bytes.size()}, {"sha256", sha256_hex(f.bytes)}});
  }
  j["outside_identity"] = outside;
  return j.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::map<std::string, std::string> manifest_digests(const Path& directory) {
  const Path file = directory / "manifest.json";
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
