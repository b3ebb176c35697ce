// Built against a later SDK whose gate is different.
#include "hand_made.hpp"

HAND_MADE {
  static relval_plugin p = hand_made::descriptor("wrong_abi");
  p.abi = 7;
  return &p;
}
