// Element-wise functions on several independent numbers at a time. Wider lanes change the speed, never the bits; the
// widest that the CPU has is taken, or less where RELVAL_SIMD says so (sse2, avx).
#pragma once

#include <cstddef>

namespace relval::lanes {

enum class Width { sse2, avx };
Width width();  // decided once

// y[i] = e^x[i] - 1 for i < n; returns how many were done: all but a tail shorter than a lane. x and y may be the same.
std::size_t expm1_sse2(const double* x, double* y, std::size_t n);
std::size_t expm1_avx(const double* x, double* y, std::size_t n);  // only where width() says the CPU has it

}  // namespace relval::lanes
