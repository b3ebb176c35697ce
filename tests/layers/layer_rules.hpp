// The rules of the house as a function over a source file, so that a test can show each of them being broken.
#pragma once

#include <string>
#include <vector>

// Faults of one file, "path:line: what". path is relative to the root of the tree; which rules hold follows from it:
//   engine/<room>/...   rooms include rooms above them; third-party, system and clock headers only where they belong
//   engine/sdk/...      the standard library and the SDK itself; strategies/... the same
//   *.cmake, CMakeLists.txt, CMakePresets.json   no flag that makes numbers depend on the machine
// C++ files are at most 400 lines long.
std::vector<std::string> layer_faults(const std::string& path, const std::string& text);
