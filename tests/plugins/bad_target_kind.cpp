// Answers with a kind of target that there is not.
#include "hand_made.hpp"

static int32_t decides(const void*, const relval_today*, void*, relval_targets* targets, relval_error*) {
  targets->how[0] = 7;
  return 0;
}

HAND_MADE {
  static relval_plugin p = hand_made::descriptor("bad_target_kind");
  p.decide = decides;
  return &p;
}
