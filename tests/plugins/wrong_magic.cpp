// Not a relval plugin at all, by its first eight bytes.
#include "hand_made.hpp"

HAND_MADE {
  static relval_plugin p = hand_made::descriptor("wrong_magic");
  p.magic = 0x4342415453564c52;
  return &p;
}
