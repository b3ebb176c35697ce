// Written against the C structs, it lets exceptions out.
#include "hand_made.hpp"

namespace {
int32_t setup(void*, const relval_host*, relval_error*) { throw 1; }
}

HAND_MADE {
  static relval_plugin p = hand_made::descriptor("crosses_gate");
  p.setup = setup;
  return &p;
}
