// From a config file to a plan: what run and validate have in common.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "replay/plan.hpp"

namespace relval {

struct Prepared {
  Path store_path;
  std::unique_ptr<Store> store;
  std::unique_ptr<Registry> registry;
  RunPlan plan;
};

// vary: of --vary, after the config's own report.vary.
Prepared prepare(const std::string& config_file, const std::vector<Override>&,
                 const std::vector<VaryConfig>& vary = {});

// "key=a,b" of --vary: the values apart, brackets kept together; anything else is Error(usage).
std::vector<VaryConfig> parse_vary(const std::vector<std::string>& words);

// "key.path=value" of --set; anything else is Error(usage).
std::vector<Override> parse_overrides(const std::vector<std::string>& words);
Path program_path();
std::vector<Path> plugin_path();

}  // namespace relval
