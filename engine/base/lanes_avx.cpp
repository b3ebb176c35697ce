// Compiled with -mavx: nothing but intrinsics may stand here, or AVX code could be linked into every CPU's path.
#include "base/lanes.hpp"

#include <sleef.h>

namespace relval::lanes {

std::size_t expm1_avx(const double* x, double* y, std::size_t n) {
  std::size_t i = 0;
  for (; i + 4 <= n; i += 4) _mm256_storeu_pd(y + i, Sleef_cinz_expm1d4_u10avx(_mm256_loadu_pd(x + i)));
  _mm256_zeroupper();
  return i;
}

}  // namespace relval::lanes
