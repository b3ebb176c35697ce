#include "signals/ou.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "base/numeric.hpp"
#include "signals/least_squares.hpp"

namespace relval {
namespace {

constexpr double kTwoPi = 6.283185307179586477;

double half_life(double b, double dt) {
  if (b >= 1) return std::numeric_limits<double>::infinity();
  return b > 0 ? -std::numbers::ln2 * dt / log(b) : kNaN;
}

}  // namespace

OuFit ou_fit(std::span<const double> x, double dt) {
  OuFit out;
  if (!(dt > 0) || std::isinf(dt)) out.status = Status::out_of_domain;
  else if (!all_finite(x)) out.status = Status::non_finite_input;
  else if (x.size() >= 4) out.status = Status::ok;
  if (out.status != Status::ok) return out;
  const LeastSquares f = least_squares(x.subspan(1), {{x.begin(), x.end() - 1}}, Intercept::estimated);
  out.status = f.status;
  if (f.status != Status::ok) return out;
  const double n = static_cast<double>(f.rows);
  out.n = f.rows;
  out.b = f.coefficients[0];
  out.a = f.coefficients[1];
  out.residual_variance = f.residual_squares / n;
  out.log_likelihood = -n / 2 * (log(kTwoPi * out.residual_variance) + 1);
  out.half_life = half_life(out.b, dt);
  out.half_life_corrected = half_life(out.b + (1 + 3 * out.b) / n, dt);
  if (out.b <= 0 || out.b >= 1) {
    out.status = Status::out_of_domain;
    return out;
  }
  out.kappa = -log(out.b) / dt;
  out.theta = out.a / (1 - out.b);
  const double stationary = out.residual_variance / ((1 - out.b) * (1 + out.b));
  out.sigma = std::sqrt(2 * out.kappa * stationary);
  out.stationary_deviation = std::sqrt(stationary);
  return out;
}

}  // namespace relval
