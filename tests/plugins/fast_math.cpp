// Nothing wrong in the source: it is linked with -ffast-math, which turns tiny numbers into zero for the whole program.
#include "hand_made.hpp"

HAND_MADE {
  static relval_plugin p = hand_made::descriptor("fast_math");
  return &p;
}
