#include "base/lanes.hpp"

#include <cmath>
#include <cstdlib>
#include <cstring>

#include <immintrin.h>
#include <sleef.h>

#include "base/numeric.hpp"

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
constexpr double kFlat = 1e-13;  // of the mean's magnitude: what rounding leaves of a deviation that is none
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

template <class V>
RELVAL_INLINE void add_distances(const double* x, const double* centre, const double* distance, const double* square,
                                 double* next_distance, double* next_square, std::size_t n) {
  std::size_t i = 0;
  for (; i + kLanes<V> <= n; i += kLanes<V>) {
    const V d = at<V>(x + i)->v - at<V>(centre + i)->v;
    at<V>(next_distance + i)->v = at<V>(distance + i)->v + d;
    at<V>(next_square + i)->v = at<V>(square + i)->v + d * d;
  }
  for (; i < n; ++i) {
    const double d = x[i] - centre[i];
    next_distance[i] = distance[i] + d;
    next_square[i] = square[i] + d * d;
  }
}

template <class V>
RELVAL_INLINE void mean_and_variance(const MomentSums& s, double count, double* mean, double* variance, std::size_t n) {
  const double each = 1 / count, freedom = 1 / (count - 1);
  std::size_t i = 0;
  for (; i + kLanes<V> <= n; i += kLanes<V>) {
    const V sum = at<V>(s.distance + i)->v + at<V>(s.later_distance + i)->v, apart = sum * each;
    const V squares = at<V>(s.square + i)->v + at<V>(s.later_square + i)->v;
    at<V>(mean + i)->v = at<V>(s.centre + i)->v + apart;
    at<V>(variance + i)->v = (squares - sum * apart) * freedom;
  }
  for (; i < n; ++i) {
    const double sum = s.distance[i] + s.later_distance[i], apart = sum * each;
    const double squares = s.square[i] + s.later_square[i];
    mean[i] = s.centre[i] + apart;
    variance[i] = (squares - sum * apart) * freedom;
  }
}

// The root of a variance; NaN where it is rounding of the mean.
double deviation_of(double variance, double mean) {
  const double sd = std::sqrt(variance);
  return sd > kFlat * std::fabs(mean) ? sd : kNaN;
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
void add_distances_sse2(const double* x, const double* centre, const double* distance, const double* square,
                        double* next_distance, double* next_square, std::size_t n) {
  add_distances<Two>(x, centre, distance, square, next_distance, next_square, n);
}
void moments_sse2(const MomentSums& sums, double count, double* mean, double* deviation, std::size_t n) {
  mean_and_variance<Two>(sums, count, mean, deviation, n);
  const __m128d sign = _mm_set1_pd(-0.0), flat = _mm_set1_pd(kFlat), nan = _mm_set1_pd(kNaN);
  std::size_t i = 0;
  for (; i + 2 <= n; i += 2) {
    const __m128d sd = _mm_sqrt_pd(_mm_loadu_pd(deviation + i));
    const __m128d size = _mm_andnot_pd(sign, _mm_loadu_pd(mean + i));
    const __m128d moves = _mm_cmpgt_pd(sd, _mm_mul_pd(flat, size));
    _mm_storeu_pd(deviation + i, _mm_or_pd(_mm_and_pd(moves, sd), _mm_andnot_pd(moves, nan)));
  }
  for (; i < n; ++i) deviation[i] = deviation_of(deviation[i], mean[i]);
}
void add_compensated_sse2(const double* x, double factor, double* sum, double* carry, std::size_t n) {
  add_compensated<Two>(x, factor, sum, carry, n);
}

RELVAL_AVX void multiply_and_add_avx(const double* x, const double* y, double* product, double* sum, std::size_t n) {
  multiply_and_add<Four>(x, y, product, sum, n);
}
RELVAL_AVX void add_distances_avx(const double* x, const double* centre, const double* distance, const double* square,
                                  double* next_distance, double* next_square, std::size_t n) {
  add_distances<Four>(x, centre, distance, square, next_distance, next_square, n);
}
RELVAL_AVX void moments_avx(const MomentSums& sums, double count, double* mean, double* deviation, std::size_t n) {
  mean_and_variance<Four>(sums, count, mean, deviation, n);
  const __m256d sign = _mm256_set1_pd(-0.0), flat = _mm256_set1_pd(kFlat), nan = _mm256_set1_pd(kNaN);
  std::size_t i = 0;
  for (; i + 4 <= n; i += 4) {
    const __m256d sd = _mm256_sqrt_pd(_mm256_loadu_pd(deviation + i));
    const __m256d size = _mm256_andnot_pd(sign, _mm256_loadu_pd(mean + i));
    const __m256d moves = _mm256_cmp_pd(sd, _mm256_mul_pd(flat, size), _CMP_GT_OQ);
    _mm256_storeu_pd(deviation + i, _mm256_blendv_pd(nan, sd, moves));
  }
  for (; i < n; ++i) deviation[i] = deviation_of(deviation[i], mean[i]);
}
RELVAL_AVX void add_compensated_avx(const double* x, double factor, double* sum, double* carry, std::size_t n) {
  add_compensated<Four>(x, factor, sum, carry, n);
}

}  // namespace

const Loops& loops_of(Width w) {
  static constexpr Loops sse2 = {multiply_and_add_sse2, add_distances_sse2, moments_sse2, add_compensated_sse2};
  static constexpr Loops avx = {multiply_and_add_avx, add_distances_avx, moments_avx, add_compensated_avx};
  return w == Width::avx ? avx : sse2;
}

const Loops& loops() { return loops_of(width()); }

}  // namespace relval::lanes
