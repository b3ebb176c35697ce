// An initialiser that changes the rounding of both units.
#include "hand_made.hpp"

#include <cfenv>

namespace {
const int kChanged = std::fesetround(FE_DOWNWARD);
}

HAND_MADE {
  static relval_plugin p = hand_made::descriptor("rounds_down");
  p.state_size = kChanged == 0 ? 0 : 1;
  return &p;
}
