// The effective config with where each of its values comes from, as YAML that runs again and as JSON.
#pragma once

#include <string>

#include "config/node.hpp"
#include "strategy/description.hpp"

namespace relval {

// Parameters that the config leaves to the strategy, with the strategy's defaults.
void add_strategy_defaults(Node& effective, const StrategyDescription&);

// effective: of explained_config() (config/run_config_table.hpp). Behind each value: "FILE:LINE", "--set" or "default".
std::string explain_text(const Node& effective, const std::string& config);
// {"config", "values": [{"key", "value", "from": file | set | default, "file", "line"}]}
std::string explain_json(const Node& effective, const std::string& config);

}  // namespace relval
