// Rows whose short-run part is taken out of changes and levels by least squares, then a symmetric eigenvalue problem.
#include "signals/johansen.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>

#include "base/error.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

using Matrix = Eigen::MatrixXd;
using Table = std::array<std::array<double, 3>, 6>;  // by the number of combinations that do not revert, from 1

// Critical values at 90, 95 and 99 %: LeSage, Econometrics Toolbox (1999), from MacKinnon, Haug & Michelis, Journal of
// Applied Econometrics 14 (1999).
constexpr Table kNoneTrace = {{{2.9762, 4.1296, 6.9406},
    {10.4741, 12.3212, 16.364},
    {21.7781, 24.2761, 29.5147},
    {37.0339, 40.1749, 46.5716},
    {56.2839, 60.0627, 67.6367},
    {79.5329, 83.9383, 92.7136}}};
constexpr Table kNoneMax = {{{2.9762, 4.1296, 6.9406},
    {9.4748, 11.2246, 15.0923},
    {15.7175, 17.7961, 22.2519},
    {21.837, 24.1592, 29.0609},
    {27.916, 30.4428, 35.7359},
    {33.9271, 36.6301, 42.2333}}};
constexpr Table kConstantTrace = {{{2.7055, 3.8415, 6.6349},
    {13.4294, 15.4943, 19.9349},
    {27.0669, 29.7961, 35.4628},
    {44.4929, 47.8545, 54.6815},
    {65.8202, 69.8189, 77.8202},
    {91.109, 95.7542, 104.9637}}};
constexpr Table kConstantMax = {{{2.7055, 3.8415, 6.6349},
    {12.2971, 14.2639, 18.52},
    {18.8928, 21.1314, 25.865},
    {25.1236, 27.5858, 32.7172},
    {31.2379, 33.8777, 39.3693},
    {37.2786, 40.0763, 45.8662}}};
constexpr Table kTrendTrace = {{{2.7055, 3.8415, 6.6349},
    {16.1619, 18.3985, 23.1485},
    {32.0645, 35.0116, 41.0815},
    {51.6492, 55.2459, 62.5202},
    {75.1027, 79.3422, 87.7748},
    {102.4674, 107.3429, 116.9829}}};
constexpr Table kTrendMax = {{{2.7055, 3.8415, 6.6349},
    {15.0006, 17.1481, 21.7465},
    {21.8731, 24.2522, 29.2631},
    {28.2398, 30.8151, 36.193},
    {34.4202, 37.1646, 42.8612},
    {40.5244, 43.4183, 49.4095}}};

Eigen::Index index(std::size_t i) { return static_cast<Eigen::Index>(i); }

const Table& table(JohansenTerms terms, bool trace) {
  switch (terms) {
    case JohansenTerms::none: return trace ? kNoneTrace : kNoneMax;
    case JohansenTerms::constant: return trace ? kConstantTrace : kConstantMax;
    default: return trace ? kTrendTrace : kTrendMax;
  }
}

void remove_means(Matrix& m) {
  if (m.cols() > 0) m.rowwise() -= m.colwise().mean().eval();
}

Matrix residuals(const Matrix& of, const Matrix& on) {
  if (on.cols() == 0) return of;
  Eigen::ColPivHouseholderQR<Matrix> qr(on);
  const Matrix first = of - on * qr.solve(of);
  return first - on * qr.solve(first);
}

void remove_line(Matrix& m) {
  Matrix line(m.rows(), 2);
  for (Eigen::Index t = 0; t < m.rows(); ++t) line.row(t) << 1, static_cast<double>(t) / static_cast<double>(m.rows());
  m = residuals(m, line);
}

// 1 over the root of the diagonal on both sides, so that collinearity is judged without units.
bool is_positive(const Matrix& m) {
  const Eigen::VectorXd scale = m.diagonal().cwiseSqrt();
  if (!(scale.minCoeff() > 0)) return false;
  const Matrix unit = scale.cwiseInverse().asDiagonal() * m * scale.cwiseInverse().asDiagonal();
  return Eigen::SelfAdjointEigenSolver<Matrix>(unit).eigenvalues().minCoeff() > 1e-10;
}

Johansen solved(Matrix levels, JohansenTerms terms, std::size_t lags) {
  const Eigen::Index k = levels.cols(), n = levels.rows() - 1 - index(lags);
  if (terms == JohansenTerms::constant) remove_means(levels);
  if (terms == JohansenTerms::trend) remove_line(levels);
  const Matrix changes = levels.bottomRows(levels.rows() - 1) - levels.topRows(levels.rows() - 1);
  Matrix now = changes.bottomRows(n), before = levels.middleRows(index(lags), n), lagged(n, k * index(lags));
  for (std::size_t i = 1; i <= lags; ++i)
    lagged.middleCols(k * index(i - 1), k) = changes.middleRows(index(lags - i), n);
  if (terms != JohansenTerms::none) {
    remove_means(now);
    remove_means(before);
    remove_means(lagged);
  }
  const Matrix r0 = residuals(now, lagged), rk = residuals(before, lagged);
  const double rows = static_cast<double>(n);
  const Matrix s00 = r0.transpose() * r0 / rows, skk = rk.transpose() * rk / rows, sk0 = rk.transpose() * r0 / rows;
  Johansen out;
  out.rows = static_cast<std::size_t>(n);
  out.status = is_positive(s00) && is_positive(skk) ? Status::ok : Status::not_invertible;
  if (out.status != Status::ok) return out;
  // |l skk - sk0 s00^-1 s0k| = 0 as a symmetric problem in L' v, skk = L L'.
  const Eigen::LLT<Matrix> of_levels(skk), of_changes(s00);
  const Matrix half = of_changes.matrixL().solve(sk0.transpose());
  const Matrix left = of_levels.matrixL().solve(half.transpose());
  const Eigen::SelfAdjointEigenSolver<Matrix> eigen(left * left.transpose());
  const Matrix vectors = of_levels.matrixU().solve(eigen.eigenvectors());
  CompensatedSum trace;
  for (Eigen::Index i = 0; i < k; ++i) {  // ascending here, descending in the result
    const double value = std::clamp(eigen.eigenvalues()[i], 0.0, 1.0), statistic = -rows * log1p(-value);
    trace.add(statistic);
    out.eigenvalues.push_back(value);
    out.max_eigenvalue.push_back(statistic);
    out.trace.push_back(trace.value());
    const bool listed = static_cast<std::size_t>(i) < Table{}.size();
    const std::array<double, 3> unknown = {kNaN, kNaN, kNaN};
    const auto at = static_cast<std::size_t>(i);
    out.trace_critical.push_back(listed ? table(terms, true)[at] : unknown);
    out.max_eigenvalue_critical.push_back(listed ? table(terms, false)[at] : unknown);
    Eigen::VectorXd v = vectors.col(i).normalized();
    Eigen::Index most = 0;
    v.cwiseAbs().maxCoeff(&most);
    if (v[most] < 0) v = -v;
    out.vectors.emplace_back(v.data(), v.data() + v.size());
  }
  std::reverse(out.eigenvalues.begin(), out.eigenvalues.end());
  std::reverse(out.max_eigenvalue.begin(), out.max_eigenvalue.end());
  std::reverse(out.trace.begin(), out.trace.end());
  std::reverse(out.trace_critical.begin(), out.trace_critical.end());
  std::reverse(out.max_eigenvalue_critical.begin(), out.max_eigenvalue_critical.end());
  std::reverse(out.vectors.begin(), out.vectors.end());
  return out;
}

}  // namespace

Johansen johansen(const std::vector<std::vector<double>>& series, JohansenTerms terms, std::size_t lags) {
  Johansen out;
  const std::size_t k = series.size();
  if (k < 2) out.status = Status::out_of_domain;
  if (k < 2) return out;
  const std::size_t rows = series.front().size();
  for (const auto& s : series) {
    if (s.size() != rows) throw Error(ErrorKind::bug, "johansen", "series differ in length");
    if (!all_finite(s)) out.status = Status::non_finite_input;
  }
  if (out.status == Status::non_finite_input || rows <= lags + 1 + k * (lags + 1) + 1) return out;
  Matrix levels(index(rows), index(k));
  for (std::size_t j = 0; j < k; ++j)
    for (std::size_t t = 0; t < rows; ++t) levels(index(t), index(j)) = series[j][t];
  return solved(std::move(levels), terms, lags);
}

}  // namespace relval
