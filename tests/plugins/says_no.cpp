// Refuses in setup() without a reason.
#include "hand_made.hpp"

namespace {
int32_t setup(void*, const relval_host*, relval_error*) { return 1; }
}

HAND_MADE {
  static relval_plugin p = hand_made::descriptor("says_no");
  p.setup = setup;
  return &p;
}
