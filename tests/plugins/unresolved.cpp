// Needs a function that nobody has.
#include "hand_made.hpp"

extern "C" void function_of_another_library(void);

HAND_MADE {
  static relval_plugin p = hand_made::descriptor("unresolved");
  function_of_another_library();
  return &p;
}
