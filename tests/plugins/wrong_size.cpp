// The struct was shorter when this was built.
#include "hand_made.hpp"

HAND_MADE {
  static relval_plugin p = hand_made::descriptor("wrong_size");
  p.struct_size -= 8;
  return &p;
}
