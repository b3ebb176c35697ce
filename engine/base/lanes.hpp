// Loops over several independent numbers (names, members) at a time. Wider lanes change the speed, never the bits; the
// widest that the CPU has is taken, or less where RELVAL_SIMD says so (sse2, avx). Each function exists once per width;
// width() says which one a CPU may run, and loops() has those of that width.
#pragma once

#include <cstddef>

namespace relval::lanes {

enum class Width { sse2, avx };
Width width();  // decided once

// y[i] = e^x[i] - 1 for i < n; returns how many were done: all but a tail shorter than a lane. x and y may be the same.
std::size_t expm1_sse2(const double* x, double* y, std::size_t n);
std::size_t expm1_avx(const double* x, double* y, std::size_t n);  // only where width() says the CPU has it

// Arrays of one call do not overlap, save where the same pointer is given twice to read from.
struct Loops {
  // product[i] = x[i] * y[i]; sum[i] += product[i]
  void (*multiply_and_add)(const double* x, const double* y, double* product, double* sum, std::size_t n);
  // sum[i] += x[i] of each of the rows in order; row k starts at first + k * stride
  void (*add_rows)(const double* first, std::size_t stride, std::size_t rows, double* sum, std::size_t n);
  // sum[i] += (x[i] - centre[i])^2 of each of the rows in order
  void (*add_squares)(const double* first, std::size_t stride, std::size_t rows, const double* centre, double* sum,
                      std::size_t n);
  // sum[i] + carry[i] becomes more exactly sum[i] + carry[i] + factor * x[i]: what CompensatedSum does to each of many
  // sums, to the bit. Both take the whole rounding error of an addition, here without a branch (Knuth's two-sum).
  void (*add_compensated)(const double* x, double factor, double* sum, double* carry, std::size_t n);
};
const Loops& loops();
const Loops& loops_of(Width);  // avx: only where the CPU has it

}  // namespace relval::lanes
