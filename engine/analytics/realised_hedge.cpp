#include "analytics/realised_hedge.hpp"

#include <Eigen/Dense>
#include <cmath>

#include "base/numeric.hpp"

namespace relval {
namespace {

RealisedHedge without(Status s, std::size_t n) { return {undefined(s), undefined(s), n}; }

}  // namespace

RealisedHedge realised_hedge(std::span<const double> long_side, std::span<const double> short_side) {
  const std::size_t n = long_side.size();
  if (!all_finite(long_side) || !all_finite(short_side)) return without(Status::non_finite_input, n);
  if (n < 3 || short_side.size() != n) return without(Status::too_few, n);

  const double scale = sample_deviation(short_side), centre = mean(long_side);
  if (is_constant(short_side, scale)) return without(Status::not_invertible, n);
  if (is_constant(long_side, sample_deviation(long_side))) return without(Status::zero_variance, n);

  const auto rows = static_cast<Eigen::Index>(n);
  Eigen::MatrixXd x(rows, 2);  // the regressor in its own deviations: the rank test must not see units
  Eigen::VectorXd y(rows);
  for (Eigen::Index i = 0; i < rows; ++i) {
    x(i, 0) = 1.0;
    x(i, 1) = short_side[static_cast<std::size_t>(i)] / scale;
    y(i) = long_side[static_cast<std::size_t>(i)];
  }
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(x);
  qr.setThreshold(1e-10);
  if (qr.rank() < 2) return without(Status::not_invertible, n);
  const Eigen::VectorXd coefficients = qr.solve(y);
  const double residual = (y - x * coefficients).squaredNorm();
  const double total = (y.array() - centre).matrix().squaredNorm();
  return {defined(coefficients(1) / scale), defined(1.0 - residual / total), n};
}

}  // namespace relval
