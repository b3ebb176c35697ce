// A result beside what a case expects.
#pragma once

#include <optional>
#include <string>

#include "reference/case.hpp"

namespace reference {

struct Difference {
  std::string where;  // "", "drawdowns[2].depth"
  std::string got, expected;
  std::string by;  // |got - expected| and what is allowed, or what is wrong in words
};

// The first difference, if any. null is undefined (NaN), "inf" and "-inf" are infinities; integers, booleans, texts and
// lists of integers must match exactly, other numbers within atol + rtol |expected|. All keys of an expected object
// must be there; lists must be of one length, but for those that are prefixes (a key with "first" in it, "n_star") or
// suffixes (key "last").
std::optional<Difference> difference(const Case&, const json& got);

}  // namespace reference
