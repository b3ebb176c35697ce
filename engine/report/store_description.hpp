// What `relval data info` and `relval data validate` say.
#pragma once

#include <string>
#include <vector>

#include "market/store.hpp"

namespace relval {

std::string store_text(const StoreDescription&);
std::string store_json(const StoreDescription&);

// Errors, then questions, each with what to do; the last line counts them.
std::string faults_text(const std::string& file, const std::vector<StoreFault>&);
std::string faults_json(const std::string& file, const std::vector<StoreFault>&);

}  // namespace relval
