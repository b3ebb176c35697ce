// The table of a run's config: what read_run_config reads by, and what the reference is printed from.
#pragma once

#include <string>

#include "config/run_config.hpp"
#include "config/schema.hpp"

namespace relval {

const Section<RunConfig>& run_config_table();

// The effective config as a tree whose values carry the place they were stated at: a file (the config's or one it
// extends), "--set key=value", or none where nobody stated them.
Node explained_config(const Path& file, const std::vector<Override>& = {});

// Every key with type, unit, default, range and help, as Markdown (docs/config_reference.md).
std::string config_reference_markdown();

}  // namespace relval
