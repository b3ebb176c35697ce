// A state whose alignment is no power of two.
#include "hand_made.hpp"

HAND_MADE {
  static relval_plugin p = hand_made::descriptor("bad_state");
  p.state_size = 24;
  p.state_align = 3;
  return &p;
}
