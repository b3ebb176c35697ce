// The handshake: whether what a plugin returned can be called at all. Used for built-in strategies too.
#pragma once

#include <string>
#include <vector>

#include "relval/abi.h"

namespace relval {

// Every mismatch, in the order of the struct's members; empty when there is none. Where magic, ABI or size differ, the
// rest of the struct has no known layout and is not looked at.
std::vector<std::string> descriptor_mismatches(const relval_plugin*, const std::string& expected_name);

// What to do about them.
std::string hint_for_mismatches(const std::vector<std::string>&);

// A lower-case letter, then up to 63 of a-z, 0-9 and _.
bool is_strategy_name(const std::string&);

}  // namespace relval
