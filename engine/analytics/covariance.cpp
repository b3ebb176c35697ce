#include "analytics/covariance.hpp"

#include <cmath>

#include "base/numeric.hpp"

namespace relval {
namespace {

// Sum over rows of weight x d_i x d_j, for all pairs of columns.
CovarianceMatrix weighted_products(const std::vector<std::vector<double>>& d, const std::vector<double>& weight) {
  CovarianceMatrix m(d.size());
  for (std::size_t i = 0; i < d.size(); ++i) {
    for (std::size_t j = i; j < d.size(); ++j) {
      CompensatedSum sum;
      for (std::size_t t = 0; t < weight.size(); ++t) sum.add(weight[t] * d[i][t] * d[j][t]);
      m.set(i, j, sum.value());
    }
  }
  return m;
}

double weighted_mean(const std::vector<double>& x, const std::vector<double>& weight) {
  CompensatedSum sum;
  for (std::size_t t = 0; t < x.size(); ++t) sum.add(weight[t] * x[t]);
  return sum.value();
}

Covariance without(Status s, std::size_t columns) { return {s, CovarianceMatrix(columns), kNaN}; }

}  // namespace

double CovarianceMatrix::trace() const {
  CompensatedSum sum;
  for (std::size_t i = 0; i < size; ++i) sum.add((*this)(i, i));
  return sum.value();
}

double CovarianceMatrix::frobenius() const {
  CompensatedSum sum;
  for (const double v : values) sum.add(v * v);
  return std::sqrt(sum.value());
}

double CovarianceMatrix::log_determinant() const {
  std::vector<double> lower(values.size(), 0.0);
  CompensatedSum logs;
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      CompensatedSum rest;
      rest.add((*this)(i, j));
      for (std::size_t k = 0; k < j; ++k) rest.add(-lower[i * size + k] * lower[j * size + k]);
      if (i == j && !(rest.value() > 0)) return kNaN;
      lower[i * size + j] = i == j ? std::sqrt(rest.value()) : rest.value() / lower[j * size + j];
    }
    logs.add(2 * log(lower[i * size + i]));
  }
  return logs.value();
}

Status columns_status(Columns columns, std::size_t least_rows) {
  if (columns.empty()) return Status::too_few;
  for (const auto& c : columns) {
    if (!all_finite(c)) return Status::non_finite_input;
  }
  for (const auto& c : columns) {
    if (c.size() != columns[0].size() || c.size() < least_rows) return Status::too_few;
  }
  return Status::ok;
}

Covariance sample_covariance(Columns columns, bool population) {
  const Status status = columns_status(columns, population ? 1 : 2);
  if (status != Status::ok) return without(status, columns.size());
  std::vector<std::vector<double>> d(columns.begin(), columns.end());
  for (auto& column : d) {
    const double centre = mean(column);
    for (double& x : column) x -= centre;
  }
  const std::size_t n = d[0].size();
  Covariance c{Status::ok, weighted_products(d, std::vector<double>(n, 1.0)), static_cast<double>(n)};
  for (double& v : c.matrix.values) v /= static_cast<double>(population ? n : n - 1);
  return c;
}

Covariance ewma_covariance(Columns columns, double lambda, bool demean) {
  const Status status = columns_status(columns, 1);
  if (status != Status::ok) return without(status, columns.size());
  if (!(lambda > 0 && lambda <= 1)) return without(Status::out_of_domain, columns.size());
  std::vector<std::vector<double>> d(columns.begin(), columns.end());
  const std::size_t n = d[0].size();
  std::vector<double> weight(n, 1.0);
  for (std::size_t t = n - 1; t > 0; --t) weight[t - 1] = weight[t] * lambda;
  const double all = compensated_sum(weight);
  double squares = 0;
  for (double& w : weight) {
    w /= all;
    squares += w * w;
  }
  for (auto& column : d) {
    const double centre = demean ? weighted_mean(column, weight) : 0.0;
    for (double& x : column) x -= centre;
  }
  return {Status::ok, weighted_products(d, weight), 1 / squares};
}

}  // namespace relval
