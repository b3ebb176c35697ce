// Distributions of statistics with 1e-12 relative accuracy, the far tails included: each tail has its own function,
// because 1 - cdf keeps no digit of a small one. Deterministic as base/numeric.hpp is.
// NaN arguments and parameters outside the stated range give NaN; nothing throws.
#pragma once

#include "base/random.hpp"  // normal_quantile

namespace relval {

double erf(double x);
double erfc(double x);    // 1 - erf(x)
double lgamma(double x);  // ln of the gamma function, x > 0

// Regularised incomplete gamma, a > 0, x >= 0: P(a, x) and its complement Q(a, x). DLMF 8.2.4.
double gamma_lower(double a, double x);
double gamma_upper(double a, double x);
// Regularised incomplete beta I_x(a, b), a > 0, b > 0, with y = 1 - x given apart, since it may be the small one, and
// its complement I_y(b, a). DLMF 8.17.2.
double beta_lower(double a, double b, double x, double y);
double beta_upper(double a, double b, double x, double y);

double normal_density(double x);
double normal_cdf(double x);
double normal_upper_tail(double x);      // P(X > x)
double normal_upper_quantile(double p);  // the x with P(X > x) = p, 0 < p < 1

// Student's t, degrees of freedom > 0, whole or not.
double student_t_cdf(double t, double freedom);
double student_t_upper_tail(double t, double freedom);      // P(T > t)
double student_t_quantile(double p, double freedom);        // 0 and 1 give the infinities
double student_t_upper_quantile(double p, double freedom);  // the t with P(T > t) = p

// Chi-square, degrees of freedom > 0.
double chi_square_cdf(double x, double freedom);
double chi_square_upper_tail(double x, double freedom);      // P(X > x)
double chi_square_quantile(double p, double freedom);        // 0 and 1 give 0 and infinity
double chi_square_upper_quantile(double p, double freedom);  // the x with P(X > x) = p

// Of n trials with probability p: P(X <= k) and P(X > k); k below 0 and from n on are the sure events.
double binomial_cdf(double k, double n, double p);
double binomial_upper_tail(double k, double n, double p);

}  // namespace relval
