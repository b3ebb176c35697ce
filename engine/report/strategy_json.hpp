// What strategies say about themselves, for programs.
#pragma once

#include <string>
#include <vector>

#include "strategy/description.hpp"

namespace relval {

// {"name", "version", "summary", "built_in", "file", "build", "parameters": [{"name", "kind", "unit", "help",
// "required", "default", "words", "least", "most"}]}; default as a config writes it, limits only where there are any.
std::string strategy_json(const StrategyDescription&);
// An array of them. A strategy that cannot be loaded has its name and "fault".
struct ListedStrategy {
  std::string name, fault;
  StrategyDescription description;
};
std::string strategies_json(const std::vector<ListedStrategy>&);

}  // namespace relval
