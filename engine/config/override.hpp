// `--set key.path=value`: puts one value into a tree before it is read, checked against the table.
#pragma once

#include <string>

#include "base/problems.hpp"
#include "config/node.hpp"
#include "config/schema.hpp"

namespace relval {

// key: names joined by '.', of sections, of entries of maps ("legs.hyperscaler.exclude") and of free keys
// ("strategy.entry_z"). What is missing on the way is created. value: one YAML value in flow style. An unknown key or
// a value that is not YAML goes to problems, with "--set key=value" as its place, and leaves the tree alone.
void set_value(Node& root, const Table& table, const std::string& key, const std::string& value, Problems& problems);

}  // namespace relval
