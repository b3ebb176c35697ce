// Every distribution is an error function or a tail of the incomplete gamma or beta function; quantiles are Newton
// steps in logarithms of the argument and of the probability, kept inside a bracket.
#include "base/special_functions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <sleef.h>

#include "base/incomplete.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kSqrtHalf = 0.707106781186547524400844362105;
constexpr double kSqrtTwoPi = 2.50662827463100050241576528481;

bool is_probability(double p) { return p >= 0 && p <= 1; }

struct Step {
  double value, slope;
};

// The w where f(w) crosses 0; f has slopes of one sign. Newton's steps where they stay inside what is known to hold the
// root, halves of it where they do not.
template <class F> double crossing(F f, double w, bool rising) {
  double low = -kInfinity, high = kInfinity, reach = 1;
  for (int i = 0, last = 0; i < 400 && last < 2; ++i) {
    const Step at = f(w);
    if (at.value == 0) return w;
    (at.value < 0) == rising ? low = w : high = w;
    double next = w - at.value / at.slope;
    const bool near = std::fabs(next - w) <= 1e-7;  // the step after it is rounding, which may leave the bracket
    if (near) ++last;
    if (!near && (!(next > low && next < high) || std::fabs(next - w) > reach)) {
      if (low > -kInfinity && high < kInfinity) next = low + (high - low) / 2;
      else next = low > -kInfinity ? w + reach : w - reach;
      reach *= 2;
    }
    w = next;
  }
  return w;
}

// I_x(1/2, freedom/2), x = t^2 / (freedom + t^2): lower the probability of |T| < t, upper that of |T| > t, density the
// derivative of lower by ln t, over 2.
Tails of_absolute_t(double t, double freedom) {
  const double square = t * t / freedom;
  if (std::isinf(square)) return {1, 0, 0};
  return beta_tails(0.5, freedom / 2, square / (1 + square), 1 / (1 + square));
}

// The t > 0 with P(T > t) = p, 0 < p < 1/2.
double positive_t(double p, double freedom) {
  const double centre = 1 - 2 * p, start = std::max(normal_upper_quantile(p), 1e-300);
  const bool by_centre = p > 0.25;
  const double target = log(by_centre ? centre : 2 * p);
  const auto miss = [&](double w) {
    const Tails tails = of_absolute_t(exp(w), freedom);
    const double side = by_centre ? tails.lower : tails.upper;
    return Step{log(side) - target, (by_centre ? 2 : -2) * tails.density / side};
  };
  return exp(crossing(miss, log(start), by_centre));
}

double chi_square_at(double p, bool upper, double freedom) {
  if (!is_probability(p) || !(freedom > 0)) return kNaN;
  if (p == 0 || p == 1) return (p == 0) == upper ? kInfinity : 0;
  if (p > 0.5) {  // the other tail is the smaller; 1 - p is exact here
    p = 1 - p;
    upper = !upper;
  }
  const double target = log(p), a = freedom / 2;
  const auto miss = [&](double w) {
    const Tails tails = gamma_tails(a, exp(w));
    const double side = upper ? tails.upper : tails.lower;
    return Step{log(side) - target, (upper ? -1 : 1) * tails.density / side};
  };
  const double k = 2 / (9 * freedom), z = upper ? normal_upper_quantile(p) : normal_quantile(p);
  const double root = 1 - k + z * std::sqrt(k);  // Wilson & Hilferty (1931)
  const double lowest = (target + lgamma(a + 1)) / a;  // P(a, x) ~ x^a / Gamma(a + 1)
  const double start = root > 0.05 ? log(a) + 3 * log(root) : lowest;
  return 2 * exp(crossing(miss, start, !upper));
}

}  // namespace

double erf(double x) { return Sleef_cinz_erfd1_u10purec(x); }
double erfc(double x) { return Sleef_cinz_erfcd1_u15purec(x); }
double lgamma(double x) { return Sleef_cinz_lgammad1_u10purec(x); }

double gamma_lower(double a, double x) { return gamma_tails(a, x).lower; }
double gamma_upper(double a, double x) { return gamma_tails(a, x).upper; }
double beta_lower(double a, double b, double x, double y) { return beta_tails(a, b, x, y).lower; }
double beta_upper(double a, double b, double x, double y) { return beta_tails(a, b, x, y).upper; }

double normal_density(double x) { return exp(-x * x / 2) / kSqrtTwoPi; }
double normal_cdf(double x) { return 0.5 * erfc(-x * kSqrtHalf); }
double normal_upper_tail(double x) { return 0.5 * erfc(x * kSqrtHalf); }
double normal_upper_quantile(double p) { return -normal_quantile(p); }

double student_t_cdf(double t, double freedom) { return student_t_upper_tail(-t, freedom); }
double student_t_upper_tail(double t, double freedom) {
  if (std::isnan(t) || !(freedom > 0)) return kNaN;
  if (std::isinf(t)) return t > 0 ? 0 : 1;
  if (std::isinf(freedom)) return normal_upper_tail(t);
  const Tails tails = of_absolute_t(std::fabs(t), freedom);
  return t >= 0 ? tails.upper / 2 : 0.5 + tails.lower / 2;
}

double student_t_quantile(double p, double freedom) { return -student_t_upper_quantile(p, freedom); }
double student_t_upper_quantile(double p, double freedom) {
  if (!is_probability(p) || !(freedom > 0)) return kNaN;
  if (p == 0 || p == 1) return p == 0 ? kInfinity : -kInfinity;
  if (p == 0.5) return 0;
  if (std::isinf(freedom)) return normal_upper_quantile(p);
  return p < 0.5 ? positive_t(p, freedom) : -positive_t(1 - p, freedom);  // exact: p is in [1/2, 1]
}

double chi_square_cdf(double x, double freedom) { return gamma_lower(freedom / 2, x / 2); }
double chi_square_upper_tail(double x, double freedom) { return gamma_upper(freedom / 2, x / 2); }
double chi_square_quantile(double p, double freedom) { return chi_square_at(p, false, freedom); }
double chi_square_upper_quantile(double p, double freedom) { return chi_square_at(p, true, freedom); }

double binomial_cdf(double k, double n, double p) {
  if (std::isnan(k) || !(n >= 0) || !is_probability(p)) return kNaN;
  k = std::floor(k);
  if (k < 0) return 0;
  return k >= n ? 1 : beta_lower(n - k, k + 1, 1 - p, p);
}
double binomial_upper_tail(double k, double n, double p) {
  if (std::isnan(k) || !(n >= 0) || !is_probability(p)) return kNaN;
  k = std::floor(k);
  if (k < 0) return 1;
  return k >= n ? 0 : beta_upper(n - k, k + 1, 1 - p, p);
}

}  // namespace relval
