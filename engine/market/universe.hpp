// Which instruments a run holds, leg by leg: chosen from the store's header, before any value is read.
#pragma once

#include <string>
#include <vector>

#include "base/problems.hpp"
#include "config/run_config.hpp"
#include "market/store.hpp"

namespace relval {

struct Leg {
  std::string name;
  std::vector<std::uint32_t> slots;  // positions in Universe::names, increasing
};

struct Universe {
  std::vector<std::uint32_t> names;  // store positions, increasing: what the plan reads
  std::vector<Leg> legs;             // in the config's order; without legs in the config one leg "book" with every name
  std::vector<std::int32_t> leg_of;  // by slot
  bool implicit = false;             // the config states no legs
};

// Faults (an id that is not in the store, a leg that selects nothing, a name in two legs) go to problems with their
// places; the result is complete only where none were added.
Universe select_universe(const RunConfig&, const StoreHeader&, Problems&);

}  // namespace relval
