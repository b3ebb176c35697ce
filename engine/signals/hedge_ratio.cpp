#include "signals/hedge_ratio.hpp"

#include <cmath>
#include <vector>

#include "base/error.hpp"
#include "base/numeric.hpp"
#include "signals/least_squares.hpp"

namespace relval {
namespace {

constexpr double kNoCovariance = 1e-14;  // of the correlation: what rounding leaves of none

LeastSquares fit(std::span<const double> y, std::span<const double> x, Intercept intercept) {
  return least_squares(y, {std::vector<double>(x.begin(), x.end())}, intercept);
}

double products(std::span<const double> x, double mean_x, std::span<const double> y, double mean_y) {
  CompensatedSum sum;
  for (std::size_t i = 0; i < x.size(); ++i) sum.add((x[i] - mean_x) * (y[i] - mean_y));
  return sum.value();
}

}  // namespace

Line ols_line(std::span<const double> y, std::span<const double> x) {
  const LeastSquares f = fit(y, x, Intercept::estimated);
  Line line;
  line.status = f.status;
  if (f.status != Status::ok) return line;
  line.slope = f.coefficients[0];
  line.intercept = f.coefficients[1];
  line.slope_error = f.standard_errors[0];
  line.intercept_error = f.standard_errors[1];
  line.r_squared = is_constant(y, sample_deviation(y)) ? kNaN : f.r_squared;
  line.residual_deviation = std::sqrt(f.residual_squares / static_cast<double>(f.rows - 2));
  return line;
}

Proportion ols_through_origin(std::span<const double> y, std::span<const double> x) {
  const LeastSquares f = fit(y, x, Intercept::none);
  if (f.status != Status::ok) return {f.status, kNaN, kNaN};
  return {Status::ok, f.coefficients[0], f.standard_errors[0]};
}

DemingLine deming(std::span<const double> y, std::span<const double> x, double delta) {
  if (y.size() != x.size()) throw Error(ErrorKind::bug, "deming", "y and x differ in length");
  const auto no = [](Status why) { return DemingLine{why, kNaN, kNaN}; };
  if (!all_finite(y) || !all_finite(x)) return no(Status::non_finite_input);
  if (!(delta > 0) || std::isinf(delta)) return no(Status::out_of_domain);
  if (y.size() < 2) return no(Status::too_few);
  const double mean_x = mean(x), mean_y = mean(y);
  const double xx = products(x, mean_x, x, mean_x), yy = products(y, mean_y, y, mean_y);
  const double xy = products(x, mean_x, y, mean_y);
  if (std::fabs(xy) <= kNoCovariance * std::sqrt(xx) * std::sqrt(yy)) return no(Status::out_of_domain);
  // Of the root's two forms the one in which nothing cancels.
  const double half = yy - delta * xx, root = std::sqrt(half * half + 4 * delta * xy * xy);
  const double slope = half >= 0 ? (half + root) / (2 * xy) : 2 * delta * xy / (root - half);
  return {Status::ok, mean_y - slope * mean_x, slope};
}

}  // namespace relval
