// The difference of two runs as a screen and as JSON.
#pragma once

#include <string>

#include "analytics/run_diff.hpp"

namespace relval {

std::string diff_screen(const RunDiff&);
std::string diff_json(const RunDiff&);

}  // namespace relval
