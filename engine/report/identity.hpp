// What makes a run the same run: the numbers of two runs with one id are equal.
#pragma once

#include <string>

#include "replay/result.hpp"

namespace relval {

// Raised when the engine's numbers change (CHANGELOG, "Numbers changed"): results of before get other ids.
inline constexpr int kNumbersVersion = 4;

// First 12 hex digits of SHA-256 over the config without paths and names, the data's digest, the strategy (name,
// version, SHA-256 of a plugin's bytes), the digests of the files it reads, and kNumbersVersion.
std::string run_id(const RunResult&);
// The config's part of it.
std::string identity_text(const RunResult&);
// Parameters of the strategy that name files.
std::vector<std::string> file_parameters(const RunResult&);

}  // namespace relval
