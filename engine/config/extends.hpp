// A config that builds on another: `extends: base.yaml`.
#pragma once

#include <optional>

#include "base/files.hpp"
#include "config/node.hpp"

namespace relval {

inline constexpr const char* kExtends = "extends";

// The tree of a config over that of the file it extends, which may extend another. Sections are merged key by key;
// any other value replaces the base's, a list as a whole; a key without a value (`limits:` or `limits: null`) takes
// the base's away. Each value keeps the place where it was written. A base that is missing, no section or extends
// itself goes to problems. Nothing: a file is no YAML, or the
// base is not to be had.
std::optional<Node> read_config_tree(const Path& file, Problems& problems);

}  // namespace relval
