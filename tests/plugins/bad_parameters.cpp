// Parameters that no config could set.
#include "hand_made.hpp"

#include <cmath>

namespace {
const relval_param kParams[] = {
    {"window", "rows", "rows of the window", RELVAL_PARAM_WHOLE, 60, 2, 500, nullptr, nullptr},
    {"window", "rows", "the same again", RELVAL_PARAM_WHOLE, 60, 2, 500, nullptr, nullptr},
    {"Entry Level", "", "", RELVAL_PARAM_NUMBER, 2, 0, 10, nullptr, nullptr},
    {"name", "text", "the strategy's own key", RELVAL_PARAM_TEXT, NAN, 0, 0, nullptr, nullptr},
    {nullptr, "", "", RELVAL_PARAM_NUMBER, 0, 0, 1, nullptr, nullptr},
    {"kind", nullptr, nullptr, 9, 0, 0, 1, nullptr, nullptr},
    {"empty_range", "", "", RELVAL_PARAM_NUMBER, 0, 1, 0, nullptr, nullptr},
    {"default_outside", "bp", "", RELVAL_PARAM_NUMBER, 20, 0, 10, nullptr, nullptr},
    {"half", "rows", "", RELVAL_PARAM_WHOLE, 2.5, 0, 10, nullptr, nullptr},
    {"measure", "text", "", RELVAL_PARAM_TEXT, NAN, 0, 0, "gap", "diff|ratio"},
    {"repeated", "text", "", RELVAL_PARAM_TEXT, NAN, 0, 0, nullptr, "diff||diff"},
    {"rows", "rows", "", RELVAL_PARAM_WHOLE, 2, 0, 10, "two", nullptr},
};
}

HAND_MADE {
  static relval_plugin p = hand_made::descriptor("bad_parameters");
  p.params = kParams;
  p.param_count = 12;
  return &p;
}
