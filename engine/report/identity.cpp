#include "report/identity.hpp"

#include "base/hash.hpp"

namespace relval {

std::string run_id(const RunResult& r) {
  Sha256 hash;
  hash.text("relval run").text(config_identity(r.config)).text(r.data_digest);
  hash.text(r.strategy.name).text(r.strategy.version).text(r.strategy.sha256);
  for (const std::string& input : r.strategy_inputs) hash.text(input);
  hash.text(std::to_string(kNumbersVersion));
  return hash.hex().substr(0, 12);
}

}  // namespace relval
