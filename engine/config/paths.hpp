// Where a path written in a config leads.
#pragma once

#include <optional>
#include <string>

#include "base/files.hpp"

namespace relval {

// An absolute path is taken as it is. A relative one counts from the config file's folder, then from each folder above
// it, then from the working directory: the first place where something exists under it. Nothing: no such place.
std::optional<Path> resolve_input(const Path& config_file, const std::string& written);

// What a message says when nothing was found.
inline constexpr const char* kInputPlaces =
    "a relative path counts from the config's folder, then from each folder above it, then from the working directory";

}  // namespace relval
