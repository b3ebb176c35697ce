#include "analytics/factor_regression.hpp"

#include <cmath>

#include <Eigen/Dense>

#include "analytics/long_run_variance.hpp"
#include "base/numeric.hpp"
#include "base/special_functions.hpp"

namespace relval {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kRankTolerance = 1e-10;

// Columns: 1, and each factor centred and over its deviation, so that neither units nor a far mean look like
// collinearity.
struct Design {
  MatrixXd x;
  std::vector<double> centre, scale;  // of the factors
  bool constant = false;              // a factor is
};

Design design_of(std::span<const std::vector<double>> factors, std::size_t n) {
  Design d;
  d.x.resize(static_cast<Index>(n), static_cast<Index>(factors.size() + 1));
  d.x.col(0).setOnes();
  for (std::size_t j = 0; j < factors.size(); ++j) {
    d.centre.push_back(mean(factors[j]));
    d.scale.push_back(sample_deviation(factors[j]));
    if (is_constant(factors[j], d.scale[j])) d.constant = true;
    for (std::size_t t = 0; t < n; ++t) {
      d.x(static_cast<Index>(t), static_cast<Index>(j + 1)) = (factors[j][t] - d.centre[j]) / d.scale[j];
    }
  }
  return d;
}

// Sum over lags of weighted products of the scores x u.
MatrixXd score_covariance(const MatrixXd& x, const VectorXd& u, std::size_t lag) {
  const MatrixXd scores = x.array().colwise() * u.array();
  MatrixXd s = scores.transpose() * scores;
  for (Index l = 1; l <= static_cast<Index>(lag); ++l) {
    const Index rows = scores.rows() - l;
    const MatrixXd g = scores.bottomRows(rows).transpose() * scores.topRows(rows);
    s += (1.0 - static_cast<double>(l) / static_cast<double>(lag + 1)) * (g + g.transpose());
  }
  return s;
}

// From the centred and scaled columns back to the factors as given: b_j / scale_j, and the intercept at 0.
MatrixXd to_given_units(const Design& d) {
  const Index k = d.x.cols();
  MatrixXd back = MatrixXd::Zero(k, k);
  back(0, 0) = 1;
  for (Index j = 1; j < k; ++j) {
    const auto f = static_cast<std::size_t>(j - 1);
    back(j, j) = 1 / d.scale[f];
    back(0, j) = -d.centre[f] / d.scale[f];
  }
  return back;
}

Status input_status(std::span<const double> returns, std::span<const std::vector<double>> factors, std::size_t lag) {
  const std::size_t n = returns.size();
  if (!all_finite(returns)) return Status::non_finite_input;
  for (const auto& f : factors) {
    if (!all_finite(f)) return Status::non_finite_input;
    if (f.size() != n) return Status::too_few;
  }
  return n > factors.size() + 1 && n > lag + 1 ? Status::ok : Status::too_few;
}

}  // namespace

FactorRegression factor_regression(std::span<const double> returns, std::span<const std::vector<double>> factors,
                                   const HacOptions& options) {
  FactorRegression r;
  r.observations = returns.size();
  r.lag = options.lag ? *options.lag : automatic_lag(r.observations);
  const std::size_t n = r.observations, k = factors.size() + 1;
  r.coefficient.assign(k, kNaN);
  r.error = r.t = r.p = r.coefficient;
  r.status = input_status(returns, factors, r.lag);
  if (r.status != Status::ok) return r;

  const Design d = design_of(factors, n);
  Eigen::ColPivHouseholderQR<MatrixXd> qr;
  if (!d.constant) {
    qr.setThreshold(kRankTolerance);
    qr.compute(d.x);
  }
  if (d.constant || qr.rank() < d.x.cols()) {
    r.status = Status::not_invertible;
    return r;
  }
  const VectorXd y = VectorXd::Map(returns.data(), static_cast<Index>(n));
  const VectorXd scaled = qr.solve(y);
  VectorXd u = y - d.x * scaled;
  if (is_constant(returns, u.cwiseAbs().maxCoeff())) u.setZero();  // a perfect fit but for rounding
  const MatrixXd back = to_given_units(d), inverse = (d.x.transpose() * d.x).inverse();
  const VectorXd coefficient = back * scaled;
  MatrixXd covariance = back * inverse * score_covariance(d.x, u, r.lag) * inverse * back.transpose();
  const auto freedom = static_cast<double>(n - k);
  if (options.small_sample) covariance *= static_cast<double>(n) / freedom;
  for (std::size_t j = 0; j < k; ++j) {
    const auto at = static_cast<Index>(j);
    r.coefficient[j] = coefficient(at);
    r.error[j] = covariance(at, at) < 0 ? 0 : std::sqrt(covariance(at, at));
    if (r.error[j] == 0) continue;  // a perfect fit: no t
    r.t[j] = r.coefficient[j] / r.error[j];
    r.p[j] = 2 * student_t_upper_tail(std::fabs(r.t[j]), freedom);
  }
  const double residual = u.squaredNorm(), total = (y.array() - mean(returns)).matrix().squaredNorm();
  if (!is_constant(returns, std::sqrt(total / static_cast<double>(n)))) r.r_squared = 1 - residual / total;
  r.residual_deviation = std::sqrt(residual / freedom);
  return r;
}

}  // namespace relval
