// Memory that nobody may read: the address sanitizer reports whoever does. Without it these do nothing.
#pragma once

#include <cstddef>

#if defined(__SANITIZE_ADDRESS__)
#define RELVAL_FENCED_MEMORY
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define RELVAL_FENCED_MEMORY
#endif
#endif

#ifdef RELVAL_FENCED_MEMORY
#include <sanitizer/asan_interface.h>
#endif

namespace relval {

#ifdef RELVAL_FENCED_MEMORY
inline void close_memory(const double* at, std::size_t count) {
  __asan_poison_memory_region(at, count * sizeof(double));
}
inline void open_memory(const double* at, std::size_t count) {
  __asan_unpoison_memory_region(at, count * sizeof(double));
}
#else
inline void close_memory(const double*, std::size_t) {}
inline void open_memory(const double*, std::size_t) {}
#endif

}  // namespace relval
