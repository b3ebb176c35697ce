// A strategy without a name.
#include "hand_made.hpp"

HAND_MADE {
  static relval_plugin p = hand_made::descriptor("null_name");
  p.name = nullptr;
  return &p;
}
