// One config after another, so that one that fails leaves the others to be done.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace relval {

// one(file) for each, in order; returns the worst exit code. Its Error is told and counts. Several are each done in a
// process of its own: a plugin that crashes in one, or leaves something behind, does not reach the next.
int each_config(const std::vector<std::string>& files, const std::function<int(const std::string& file)>& one);

}  // namespace relval
