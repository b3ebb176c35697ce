// Arithmetic whose bits do not depend on compiler, CPU or optimisation: ordered and compensated sums, and
// exp/log/tanh from SLEEF's deterministic functions (within 1 ulp, tanh 1.01). The engine takes only sqrt, fabs, floor,
// ceil from libm.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "relval/types.hpp"  // kNaN

namespace relval {

double exp(double x);
double expm1(double x);  // e^x - 1
double log(double x);
double log1p(double x);  // ln(1 + x)
double tanh(double x);
// y[i] = e^x[i] - 1, with the same bits as expm1() one by one. Sizes must be equal; x and y may be the same.
void expm1_each(std::span<const double> x, std::span<double> y);

// x, or 0 where not `wanted`, without a branch: for what no CPU foresees, such as whether a name is held.
inline double only_if(bool wanted, double x) {
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) & (std::uint64_t{0} - std::uint64_t{wanted}));
}

// Neumaier's compensated sum, in the order of the calls.
class CompensatedSum {
 public:
  void add(double x) noexcept {
    const double t = sum_ + x;
    const double a = sum_ < 0 ? -sum_ : sum_, b = x < 0 ? -x : x;
    carry_ += a >= b ? (sum_ - t) + x : (x - t) + sum_;
    sum_ = t;
  }
  double value() const noexcept { return sum_ + carry_; }

 private:
  double sum_ = 0, carry_ = 0;
};
double compensated_sum(std::span<const double>);
double mean(std::span<const double>);                   // NaN when empty
double sample_deviation(std::span<const double>);       // two-pass, n - 1; NaN below two values
double sample_deviation(std::span<const double>, double mean);  // the same where the mean is at hand

// The last addend r for which ((sum of parts left to right) + r) == total to the bit: total - sum, moved by an ulp
// where a tie would round away. This is how components and total are made to agree. Such an r exists, and is exact, if
// sum lies between total / 2 and 2 total (Sterbenz: the residual is small), or when both are multiples of one power of
// two and below 2^52 of it. Elsewhere there may be none: total can have bits finer than the numbers around it hold
// (parts of 1e6 that must close on 0.1). Then total - sum, rounded, is returned, and sum + r misses total by the
// rounding of the largest of the three; where equality is promised always, the total to publish is sum + r.
double closing_residual(double total, double sum_of_parts);

}  // namespace relval
