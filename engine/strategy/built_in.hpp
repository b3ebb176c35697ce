// The strategies that are linked into the program.
#pragma once

#include <vector>

#include "relval/abi.h"

namespace relval {

std::vector<const relval_plugin*> built_in_strategies();

}  // namespace relval
