// Series and continued fractions (DLMF 8.7.1, 8.9.2, 8.17.22, by modified Lentz steps), scaled by densities in Loader's
// form, "Fast and Accurate Computation of Binomial Probabilities" (2000): large numbers cancel on paper, not in the
// computer.
#include "base/incomplete.hpp"

#include <cmath>
#include <limits>

#include "base/numeric.hpp"
#include "base/special_functions.hpp"

namespace relval {
namespace {

constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
constexpr double kTiny = 1e-300;  // stands for a zero that would be divided by
constexpr double kTwoPi = 6.283185307179586477;
constexpr double kHalfLogTwoPi = 0.918938533204672741780329736406;
constexpr int kMostTerms = 1000000;

// ln a! minus Stirling's formula for it.
double stirling_error(double a) {
  if (a <= 15) return lgamma(a + 1) - (a + 0.5) * log(a) + a - kHalfLogTwoPi;
  const double s = 1 / (a * a);  // Bernoulli numbers: DLMF 5.11.1
  return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - (1.0 / 1188 - 691.0 / 360360 * s) * s) * s) * s) * s) / a;
}

// a ln(a / m) + m - a >= 0, without cancellation where a and m are near.
double deviance(double a, double m) {
  if (std::fabs(a - m) >= 0.1 * (a + m)) return a * log(a / m) + m - a;
  const double v = (a - m) / (a + m);
  double sum = (a - m) * v, term = 2 * a * v;
  for (int k = 1; k < 1000; ++k) {
    term *= v * v;
    const double next = sum + term / (2 * k + 1);
    if (next == sum) break;
    sum = next;
  }
  return sum;
}

double not_zero(double x) { return std::fabs(x) < kTiny ? kTiny : x; }

// x^a e^-x / Gamma(a + 1)
double gamma_weight(double a, double x) {
  return exp(-stirling_error(a) - deviance(a, x)) / std::sqrt(kTwoPi * a);
}

// P(a, x) over gamma_weight
double gamma_series(double a, double x) {
  double term = 1, sum = 1;
  for (int k = 1; k < kMostTerms; ++k) {
    term *= x / (a + k);
    sum += term;
    if (term < sum * kEpsilon / 4) break;
  }
  return sum;
}

// Q(a, x) over x^a e^-x / Gamma(a)
double gamma_fraction(double a, double x) {
  double b = x + 1 - a, c = 1 / kTiny, d = 1 / not_zero(b), h = d;
  for (int k = 1; k < kMostTerms; ++k) {
    const double an = -k * (k - a);
    b += 2;
    d = 1 / not_zero(an * d + b);
    c = not_zero(b + an / c);
    h *= d * c;
    if (std::fabs(d * c - 1) < kEpsilon) break;
  }
  return h;
}

// x^a y^b / B(a, b)
double beta_weight(double a, double b, double x, double y) {
  const double n = a + b;
  const double exponent = stirling_error(n) - stirling_error(a) - stirling_error(b) - deviance(a, n * x) -
                          deviance(b, n * y);
  return exp(exponent) * std::sqrt(a / n * b / kTwoPi);
}

// beta_weight over I_x(a, b). Two terms of DLMF 8.17.22 at a time, as Didonato & Morris (TOMS 708, 1992) have it: the
// small differences are then of x and y as given.
double beta_fraction(double a, double b, double x, double y) {
  const double middle = a * y - b * x + 1;
  double f = not_zero(a * middle / (a + 1)), c = f, d = 0;
  for (int k = 1; k < kMostTerms; ++k) {
    const double s = a + 2 * k - 1;
    const double over = (a + k - 1) / s * ((a + b + k - 1) / s) * k * (b - k) * x * x;
    const double under = k + k * (b - k) * x / s + (a + k) * (middle + k * (1 + y)) / (s + 2);
    d = 1 / not_zero(under + over * d);
    c = not_zero(under + over / c);
    f *= c * d;
    if (std::fabs(c * d - 1) < kEpsilon) break;
  }
  return f;
}

}  // namespace

Tails gamma_tails(double a, double x) {
  if (!(a > 0) || !(x >= 0)) return {kNaN, kNaN, kNaN};
  if (x == 0) return {0, 1, 0};
  if (std::isinf(x)) return {1, 0, 0};
  const double weight = gamma_weight(a, x);
  if (x < a + 1) {
    const double lower = weight * gamma_series(a, x);
    return {lower, 1 - lower, weight * a};
  }
  const double upper = weight * a * gamma_fraction(a, x);
  return {1 - upper, upper, weight * a};
}

Tails beta_tails(double a, double b, double x, double y) {
  if (!(a > 0) || !(b > 0) || !(x >= 0) || !(y >= 0)) return {kNaN, kNaN, kNaN};
  if (x == 0) return {0, 1, 0};
  if (y == 0) return {1, 0, 0};
  const double weight = beta_weight(a, b, x, y);
  if (x <= (a + 1) / (a + b + 2)) {
    const double lower = weight / beta_fraction(a, b, x, y);
    return {lower, 1 - lower, weight};
  }
  const double upper = weight / beta_fraction(b, a, y, x);
  return {1 - upper, upper, weight};
}

}  // namespace relval
