// What a strategy says about itself, for `relval strategies list` and `describe`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "strategy/registry.hpp"

namespace relval {

struct ParameterDescription {
  std::string name, kind;          // kind: number, whole number, text, leg or instrument, table (CSV)
  std::string unit, help;
  std::string range;               // "2 to 1000 rows", "one of diff, ratio or residual"; empty = no limit
  std::vector<std::string> words;     // the only texts it takes; empty = any
  std::optional<double> least, most;  // the same range in numbers
  bool counts_rows = false;           // may be stated as a length of time
  bool required = false;
  std::string standard;            // the default of one that is not required, as a config would write it
};

struct StrategyDescription {
  PluginIdentity identity;
  bool built_in = false;
  std::vector<ParameterDescription> parameters;  // in the strategy's order
};

StrategyDescription strategy_description(Registry&, const std::string& name);  // errors as Registry::find

}  // namespace relval
