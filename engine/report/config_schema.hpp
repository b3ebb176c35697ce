// The JSON Schema of a run's config, made from the table that reads it, so that an editor knows what relval knows.
#pragma once

#include <string>
#include <vector>

#include "config/schema.hpp"
#include "strategy/description.hpp"

namespace relval {

// Draft 7, which editors support. strategies: those there are, each with its parameters. A config that extends another
// needs no key of its own. What the schema cannot say (a leg that does not exist, dates the store does not have),
// `relval validate` says.
std::string config_schema_json(const Table&, const std::vector<StrategyDescription>&);

}  // namespace relval
