#include "reference/topics.hpp"

namespace reference {
void add_bootstrap(Functions&) {}
}  // namespace reference
