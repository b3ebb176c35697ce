// Both tails of the incomplete gamma and beta functions at once, for base/special_functions.hpp.
#pragma once

namespace relval {

// lower + upper = 1, the smaller one worked out and the other its complement; density: of the distribution at x, times
// x (the derivative of lower by ln x).
struct Tails {
  double lower, upper, density;
};
Tails gamma_tails(double a, double x);                      // a > 0, x >= 0
Tails beta_tails(double a, double b, double x, double y);  // a, b > 0; x + y = 1; density: times x y

}  // namespace relval
