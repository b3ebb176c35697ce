// A value and where it was written, for messages that come later (a store that lacks the name, say).
#pragma once

#include <string>

#include "base/problems.hpp"

namespace relval {

template <class T> struct Placed {
  T value{};
  Place place;
};
using PlacedText = Placed<std::string>;

}  // namespace relval
