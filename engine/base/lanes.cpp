#include "base/lanes.hpp"

#include <cstdlib>
#include <cstring>

#include <immintrin.h>
#include <sleef.h>

// sleef.h declares the wide forms only for files compiled for AVX as a whole; here only one function is.
// allowed: lanes are independent numbers, + - x / and SLEEF's exact forms: the bits are those of the narrow code
#define RELVAL_AVX __attribute__((target("avx")))
extern "C" RELVAL_AVX __m256d Sleef_cinz_expm1d4_u10avx(__m256d);

namespace relval::lanes {

Width width() {
  static const Width chosen = [] {
    // allowed: chooses the width alone, which changes no bit; tests compare both
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

namespace {

// Two and four numbers at a time, wherever they lie; one at a time for what is left over.
typedef double Two __attribute__((vector_size(16)));
typedef double Four __attribute__((vector_size(32)));
template <class V> constexpr std::size_t kLanes = sizeof(V) / sizeof(double);
#define RELVAL_INLINE inline __attribute__((always_inline))
template <class V> struct __attribute__((packed, may_alias)) Lane {
  V v;
};
template <class V> RELVAL_INLINE Lane<V>* at(double* x) { return reinterpret_cast<Lane<V>*>(x); }
template <class V> RELVAL_INLINE const Lane<V>* at(const double* x) { return reinterpret_cast<const Lane<V>*>(x); }

// The body of each loop, written once and compiled for every width. i: the first number that is left over.
template <class V>
RELVAL_INLINE void multiply_and_add(const double* x, const double* y, double* product, double* sum, std::size_t n) {
  std::size_t i = 0;
  for (; i + kLanes<V> <= n; i += kLanes<V>) {
    const V p = at<V>(x + i)->v * at<V>(y + i)->v;
    at<V>(product + i)->v = p;
    at<V>(sum + i)->v = at<V>(sum + i)->v + p;
  }
  for (; i < n; ++i) {
    product[i] = x[i] * y[i];
    sum[i] += product[i];
  }
}

// Four rows a sweep: each sum is still taken row after row, but is loaded and stored a quarter as often.
template <class V>
RELVAL_INLINE void add_rows(const double* first, std::size_t stride, std::size_t rows, double* sum, std::size_t n) {
  std::size_t k = 0;
  for (; k + 4 <= rows; k += 4) {
    const double *a = first + k * stride, *b = a + stride, *c = b + stride, *d = c + stride;
    std::size_t i = 0;
    for (; i + kLanes<V> <= n; i += kLanes<V>) {
      const V first_two = (at<V>(sum + i)->v + at<V>(a + i)->v) + at<V>(b + i)->v;
      at<V>(sum + i)->v = (first_two + at<V>(c + i)->v) + at<V>(d + i)->v;
    }
    for (; i < n; ++i) sum[i] = (((sum[i] + a[i]) + b[i]) + c[i]) + d[i];
  }
  for (; k < rows; ++k)
    for (std::size_t i = 0; i < n; ++i) sum[i] += first[k * stride + i];
}

template <class V>
RELVAL_INLINE void add_squares(const double* first, std::size_t stride, std::size_t rows, const double* centre,
                               double* sum, std::size_t n) {
  std::size_t k = 0;
  for (; k + 4 <= rows; k += 4) {
    const double *a = first + k * stride, *b = a + stride, *c = b + stride, *d = c + stride;
    std::size_t i = 0;
    for (; i + kLanes<V> <= n; i += kLanes<V>) {
      const V m = at<V>(centre + i)->v;
      const V p = at<V>(a + i)->v - m, q = at<V>(b + i)->v - m, r = at<V>(c + i)->v - m, s = at<V>(d + i)->v - m;
      at<V>(sum + i)->v = (((at<V>(sum + i)->v + p * p) + q * q) + r * r) + s * s;
    }
    for (; i < n; ++i) {
      const double p = a[i] - centre[i], q = b[i] - centre[i], r = c[i] - centre[i], s = d[i] - centre[i];
      sum[i] = (((sum[i] + p * p) + q * q) + r * r) + s * s;
    }
  }
  for (; k < rows; ++k)
    for (std::size_t i = 0; i < n; ++i) {
      const double p = first[k * stride + i] - centre[i];
      sum[i] += p * p;
    }
}

template <class V>
RELVAL_INLINE void add_compensated(const double* x, double factor, double* sum, double* carry, std::size_t n) {
  std::size_t i = 0;
  for (; i + kLanes<V> <= n; i += kLanes<V>) {
    const V p = at<V>(x + i)->v * factor, s = at<V>(sum + i)->v, t = s + p, of_p = t - s;
    at<V>(carry + i)->v = at<V>(carry + i)->v + ((s - (t - of_p)) + (p - of_p));
    at<V>(sum + i)->v = t;
  }
  for (; i < n; ++i) {
    const double p = x[i] * factor, s = sum[i], t = s + p, of_p = t - s;
    carry[i] += (s - (t - of_p)) + (p - of_p);
    sum[i] = t;
  }
}
#undef RELVAL_INLINE

void multiply_and_add_sse2(const double* x, const double* y, double* product, double* sum, std::size_t n) {
  multiply_and_add<Two>(x, y, product, sum, n);
}
void add_rows_sse2(const double* first, std::size_t stride, std::size_t rows, double* sum, std::size_t n) {
  add_rows<Two>(first, stride, rows, sum, n);
}
void add_squares_sse2(const double* first, std::size_t stride, std::size_t rows, const double* centre, double* sum,
                      std::size_t n) {
  add_squares<Two>(first, stride, rows, centre, sum, n);
}
void add_compensated_sse2(const double* x, double factor, double* sum, double* carry, std::size_t n) {
  add_compensated<Two>(x, factor, sum, carry, n);
}

RELVAL_AVX void multiply_and_add_avx(const double* x, const double* y, double* product, double* sum, std::size_t n) {
  multiply_and_add<Four>(x, y, product, sum, n);
}
RELVAL_AVX void add_rows_avx(const double* first, std::size_t stride, std::size_t rows, double* sum, std::size_t n) {
  add_rows<Four>(first, stride, rows, sum, n);
}
RELVAL_AVX void add_squares_avx(const double* first, std::size_t stride, std::size_t rows, const double* centre,
                                double* sum, std::size_t n) {
  add_squares<Four>(first, stride, rows, centre, sum, n);
}
RELVAL_AVX void add_compensated_avx(const double* x, double factor, double* sum, double* carry, std::size_t n) {
  add_compensated<Four>(x, factor, sum, carry, n);
}

}  // namespace

const Loops& loops_of(Width w) {
  static constexpr Loops sse2 = {multiply_and_add_sse2, add_rows_sse2, add_squares_sse2, add_compensated_sse2};
  static constexpr Loops avx = {multiply_and_add_avx, add_rows_avx, add_squares_avx, add_compensated_avx};
  return w == Width::avx ? avx : sse2;
}

const Loops& loops() { return loops_of(width()); }

}  // namespace relval::lanes
