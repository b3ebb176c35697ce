#include "report/identity.hpp"

#include "base/hash.hpp"
#include "config/paths.hpp"

namespace relval {

std::vector<std::string> file_parameters(const RunResult& r) {
  std::vector<std::string> names;
  for (const std::string& input : r.strategy_inputs) names.push_back(input.substr(0, input.find(' ')));
  return names;
}

std::string identity_text(const RunResult& r) {
  return config_identity(without_folders(r.config, file_parameters(r)));
}

std::string run_id(const RunResult& r) {
  Sha256 hash;
  hash.text("relval run").text(identity_text(r)).text(r.data_digest);
  hash.text(r.strategy.name).text(r.strategy.version).text(r.strategy.sha256);
  for (const std::string& input : r.strategy_inputs) hash.text(input);
  for (const std::string& digest : r.config.report.scenarios_sha256) hash.text(digest);
  hash.text(std::to_string(kNumbersVersion));
  return hash.hex().substr(0, 12);
}

}  // namespace relval
