// The list of runs as a screen and as JSON.
#pragma once

#include <string>

#include "report/run_list.hpp"

namespace relval {

std::string run_list_screen(const RunList&);
std::string run_list_json(const RunList&);

// What is removed, or would be.
std::string prune_screen(const std::vector<ListedRun>&, std::size_t of, std::size_t broken, bool removed);
std::string prune_json(const std::vector<ListedRun>&, bool removed);

}  // namespace relval
