// Where a path written in a config leads.
#pragma once

#include <optional>
#include <string>

#include "base/files.hpp"
#include "config/run_config.hpp"

namespace relval {

// An absolute path is taken as it is. A relative one counts from the config file's folder, then from each folder above
// it, then from the working directory: the first place where something exists under it. Nothing: no such place.
std::optional<Path> resolve_input(const Path& config_file, const std::string& written);

// The same for a value that may come from a file the config extends: it counts from the file it was written in, then as
// one written in the config.
std::optional<Path> resolve_input(const Path& config_file, const PlacedText& written);

// How a config in `folder` names an input so that it is found from any working directory: as written where that leads
// there, else relative where both lie below one folder that is no top-level one (a project), else absolute.
std::string path_from(const Path& folder, const std::string& written, const Path& input);

// The config with these strategy parameters, which name files, and its files of scenarios cut to the file's name, and
// without the plugin's: where
// a file lies is no part of a run's identity, what it holds is.
RunConfig without_folders(RunConfig, const std::vector<std::string>& parameters);

// What a message says when nothing was found.
inline constexpr const char* kInputPlaces =
    "a relative path counts from the config's folder, then from each folder above it, then from the working directory";

}  // namespace relval
