// Magic, ABI and size differ: all three are said, nothing behind them is touched.
#include "hand_made.hpp"

HAND_MADE {
  static relval_plugin p = hand_made::descriptor("wrong_everything");
  p.magic = 1;
  p.abi = 9;
  p.struct_size = 3;
  p.name = reinterpret_cast<const char*>(8);
  return &p;
}
