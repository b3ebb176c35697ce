// Nothing to call.
#include "hand_made.hpp"

HAND_MADE {
  static relval_plugin p = hand_made::descriptor("null_functions");
  p.create = nullptr;
  p.destroy = nullptr;
  p.setup = nullptr;
  p.init_state = nullptr;
  return &p;
}
