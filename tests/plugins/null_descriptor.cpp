// The entry point has nothing to say.
#include "hand_made.hpp"

HAND_MADE { return nullptr; }
