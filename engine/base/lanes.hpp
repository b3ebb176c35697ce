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

// Of two parts of some values: the sums of their distances to one centre, and of the squares of those.
struct MomentSums {
  const double *distance, *square, *later_distance, *later_square, *centre;
};

// Arrays of one call do not overlap, save where the same pointer is given twice to read from.
struct Loops {
  // product[i] = x[i] * y[i]; sum[i] += product[i]
  void (*multiply_and_add)(const double* x, const double* y, double* product, double* sum, std::size_t n);
  // d = x[i] - centre[i]; next_distance[i] = distance[i] + d; next_square[i] = square[i] + d^2. The sums of before and
  // after may be the same arrays.
  void (*add_distances)(const double* x, const double* centre, const double* distance, const double* square,
                        double* next_distance, double* next_square, std::size_t n);
  // Mean and sample deviation (count - 1) of `count` values; deviation NaN where it is at most 1e-13 of the mean.
  void (*moments)(const MomentSums&, double count, double* mean, double* deviation, std::size_t n);
  // sum[i] + carry[i] becomes more exactly sum[i] + carry[i] + factor * x[i]: what CompensatedSum does to each of many
  // sums, to the bit. Both take the whole rounding error of an addition, here without a branch (Knuth's two-sum).
  void (*add_compensated)(const double* x, double factor, double* sum, double* carry, std::size_t n);
};
const Loops& loops();
const Loops& loops_of(Width);  // avx: only where the CPU has it

}  // namespace relval::lanes
