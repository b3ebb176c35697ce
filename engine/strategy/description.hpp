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
  std::string range;               // "2 to 1000 rows"; empty = no limit
  bool required = false;
  std::optional<double> standard;  // the default of a number that is not required
};

struct StrategyDescription {
  PluginIdentity identity;
  bool built_in = false;
  std::vector<ParameterDescription> parameters;  // in the strategy's order
};

StrategyDescription strategy_description(Registry&, const std::string& name);  // errors as Registry::find

}  // namespace relval
