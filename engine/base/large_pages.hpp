// Large arrays that are filled once and read row by row cost less when the kernel maps them in pages of megabytes.
#pragma once

#include <cstddef>

namespace relval {

// A wish, before the memory is first written to: where the kernel cannot grant it nothing changes but the speed.
void prefer_large_pages(const void* start, std::size_t bytes);

}  // namespace relval
