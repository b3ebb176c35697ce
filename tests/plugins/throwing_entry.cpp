// The entry point throws.
#include "hand_made.hpp"

#include <stdexcept>

HAND_MADE { throw std::runtime_error("no licence"); }
