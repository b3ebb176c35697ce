// Speeds itself up in setup() and leaves the switch on.
#include "hand_made.hpp"

#include <immintrin.h>

namespace {
int32_t setup(void*, const relval_host*, relval_error*) {
  _mm_setcsr(_mm_getcsr() | 0x8040);  // flush-to-zero, denormals-are-zero
  return 0;
}
}  // namespace

HAND_MADE {
  static relval_plugin p = hand_made::descriptor("flushes_in_setup");
  p.setup = setup;
  return &p;
}
