#include "base/lanes.hpp"

#include <cstdlib>
#include <cstring>

#include <immintrin.h>
#include <sleef.h>

// sleef.h declares the wide forms only for files compiled for AVX as a whole; here only one function is.
#define RELVAL_AVX __attribute__((target("avx")))
extern "C" RELVAL_AVX __m256d Sleef_cinz_expm1d4_u10avx(__m256d);

namespace relval::lanes {

Width width() {
  static const Width chosen = [] {
    const char* asked = std::getenv("RELVAL_SIMD");
    if (asked && std::strcmp(asked, "sse2") == 0) return Width::sse2;
    return __builtin_cpu_supports("avx") ? Width::avx : Width::sse2;
  }();
  return chosen;
}

std::size_t expm1_sse2(const double* x, double* y, std::size_t n) {
  std::size_t i = 0;
  for (; i + 2 <= n; i += 2) _mm_storeu_pd(y + i, Sleef_cinz_expm1d2_u10sse2(_mm_loadu_pd(x + i)));
  return i;
}

RELVAL_AVX std::size_t expm1_avx(const double* x, double* y, std::size_t n) {
  std::size_t i = 0;
  for (; i + 4 <= n; i += 4) _mm256_storeu_pd(y + i, Sleef_cinz_expm1d4_u10avx(_mm256_loadu_pd(x + i)));
  _mm256_zeroupper();
  return i;
}

}  // namespace relval::lanes
