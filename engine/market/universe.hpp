// Which instruments a run may hold, leg by leg: chosen from the store's header, before any value is read. Who is held
// on which day is decided row by row from there (leg_history.hpp).
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "base/problems.hpp"
#include "config/run_config.hpp"
#include "market/store.hpp"

namespace relval {

struct DateWindow {
  // From the close of `from` to the close of `to`; always, where they are not stated.
  Date from{std::numeric_limits<std::int32_t>::min()}, to{std::numeric_limits<std::int32_t>::max()};
};
// Windows of one groups list, by position in Leg::slots: a name is in while one of its windows is open.
using Gate = std::vector<std::vector<DateWindow>>;

struct Leg {
  std::string name;
  std::vector<std::uint32_t> slots = {};  // candidates: positions in Universe::names, increasing
  bool factor = false;
  std::vector<RatingRange> ratings = {};  // each must hold the rating
  std::vector<Gate> gates = {};           // each must be open
  LegWeights weights = LegWeights::equal;
  double cap = 1;
  Every rebalance = Every::month;
  bool allow_overlap = false;
  Place place = {};
  bool changes_by_rule() const { return !ratings.empty() || !gates.empty(); }
};

struct Universe {
  // Store positions by slot, not decreasing: an instrument has a slot in each leg that may hold it.
  std::vector<std::uint32_t> names;
  std::vector<Leg> legs;             // in the config's order; without legs in the config one leg "book" with every name
  std::vector<std::int32_t> leg_of;  // by slot
  bool implicit = false;             // the config states no legs
  WhenOutside when_outside = WhenOutside::hold_to_month_end;

  std::vector<std::uint32_t> distinct_names() const;  // increasing: what is read of the store
  int factor_leg() const;                             // -1 where there is none
};

// Faults (an id that is not in the store, a leg that selects nothing, a name in two traded legs) go to problems with
// their places; the result is complete only where none were added.
Universe select_universe(const RunConfig&, const StoreHeader&, Problems&);

}  // namespace relval
