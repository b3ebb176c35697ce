// Neither decide() nor a band rule.
#include "hand_made.hpp"

HAND_MADE {
  static relval_plugin p = hand_made::descriptor("no_rule");
  p.decide = nullptr;
  return &p;
}
