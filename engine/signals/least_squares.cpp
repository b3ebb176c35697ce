#include "signals/least_squares.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>

#include "base/error.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr double kCollinear = 1e-10;

Eigen::Index index(std::size_t i) { return static_cast<Eigen::Index>(i); }

// Centred if asked; returns what was subtracted.
double column_into(std::span<const double> from, bool centred, Eigen::Ref<Eigen::VectorXd> to) {
  const double middle = centred ? mean(from) : 0;
  for (std::size_t i = 0; i < from.size(); ++i) to[index(i)] = from[i] - middle;
  return middle;
}

double largest(std::span<const double> x) {
  double most = 0;
  for (const double v : x) most = std::max(most, std::fabs(v));
  return most;
}

}  // namespace

LeastSquares least_squares(std::span<const double> y, const std::vector<std::vector<double>>& columns,
                           Intercept intercept) {
  const bool centred = intercept == Intercept::estimated;
  const std::size_t n = y.size(), k = columns.size(), unknowns = k + (centred ? 1 : 0);
  LeastSquares out;
  out.rows = n;
  bool finite = all_finite(y);
  for (const auto& c : columns) {
    if (c.size() != n) throw Error(ErrorKind::bug, "least_squares", "columns differ in length");
    finite = finite && all_finite(c);
  }
  out.status = !finite ? Status::non_finite_input : n <= unknowns ? Status::too_few : Status::ok;
  if (out.status != Status::ok) return out;

  // Columns of length 1: whether they are independent must not depend on units.
  Eigen::MatrixXd x(index(n), index(k));
  Eigen::VectorXd scale(index(k)), middle(index(k)), response(index(n));
  for (std::size_t j = 0; j < k; ++j) {
    middle[index(j)] = column_into(columns[j], centred, x.col(index(j)));
    scale[index(j)] = x.col(index(j)).norm();
    const bool constant = scale[index(j)] <= 1e-13 * largest(columns[j]) * std::sqrt(static_cast<double>(n));
    if (constant) out.status = Status::not_invertible;
    else x.col(index(j)) /= scale[index(j)];
  }
  if (out.status != Status::ok) return out;
  const double level = column_into(y, centred, response);
  Eigen::VectorXd slopes(index(k)), residual = response;
  Eigen::MatrixXd inverse(index(k), index(k));  // of X'X
  if (k > 0) {
    Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(x);
    qr.setThreshold(kCollinear);
    if (qr.rank() < index(k)) {
      out.status = Status::not_invertible;
      return out;
    }
    slopes = qr.solve(response);
    residual -= x * slopes;
    slopes += qr.solve(residual);  // one step of refinement
    residual = response - x * slopes;
    const Eigen::MatrixXd identity = Eigen::MatrixXd::Identity(index(k), index(k));
    const Eigen::MatrixXd r_inverse =
        qr.matrixQR().topLeftCorner(index(k), index(k)).triangularView<Eigen::Upper>().solve(identity);
    inverse = qr.colsPermutation() * (r_inverse * r_inverse.transpose()) * qr.colsPermutation().transpose();
    slopes.array() /= scale.array();
    inverse = scale.cwiseInverse().asDiagonal() * inverse * scale.cwiseInverse().asDiagonal();
  }
  out.residuals.assign(residual.data(), residual.data() + residual.size());
  CompensatedSum squares;
  for (const double e : out.residuals) squares.add(e * e);
  out.residual_squares = squares.value();
  const double variance = out.residual_squares / static_cast<double>(n - unknowns);
  for (std::size_t j = 0; j < k; ++j) {
    out.coefficients.push_back(slopes[index(j)]);
    out.standard_errors.push_back(std::sqrt(variance * inverse(index(j), index(j))));
  }
  if (centred) {
    out.coefficients.push_back(k > 0 ? level - middle.dot(slopes) : level);
    const double from_slopes = k > 0 ? middle.dot(inverse * middle) : 0;
    out.standard_errors.push_back(std::sqrt(variance * (1 / static_cast<double>(n) + from_slopes)));
  }
  const double total = response.squaredNorm();
  if (total > 0) out.r_squared = 1 - out.residual_squares / total;
  return out;
}

}  // namespace relval
