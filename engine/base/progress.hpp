// How far work has come, told to whoever called for it. The engine prints nothing itself.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace relval {

// stage: what is counted, "rows replayed". Called many times a second; must be quick and must not throw.
using OnProgress = std::function<void(std::string_view stage, std::size_t done, std::size_t of)>;

}  // namespace relval
