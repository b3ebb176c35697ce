// Covariance matrices of columns that share their rows.
#pragma once

#include <cstddef>
#include <vector>

#include "base/statistic.hpp"

namespace relval {

// Symmetric to the bit. Values: row after row, size x size.
struct CovarianceMatrix {
  std::size_t size = 0;
  std::vector<double> values;

  CovarianceMatrix() = default;
  explicit CovarianceMatrix(std::size_t n) : size(n), values(n * n, kNaN) {}
  double operator()(std::size_t i, std::size_t j) const { return values[i * size + j]; }
  void set(std::size_t i, std::size_t j, double v) { values[i * size + j] = values[j * size + i] = v; }
  double trace() const;
  double frobenius() const;  // sqrt of the sum of squares
  double log_determinant() const;  // by Cholesky; NaN unless positive definite
};

using Columns = std::span<const std::vector<double>>;

struct Covariance {
  Status status = Status::too_few;  // columns of different length are too_few; all values NaN unless ok
  CovarianceMatrix matrix;
  double effective_rows = kNaN;  // (sum of weights)^2 / sum of squared weights
};

// Deviations from the mean, over n - 1, or over n if `population`. At least 2 rows (1 if population).
Covariance sample_covariance(Columns, bool population = false);

// Weights lambda^(n - t), which add up to 1; about 0 (RiskMetrics), or about the mean under the same weights if
// `demean`.
Covariance ewma_covariance(Columns, double lambda = 0.94, bool demean = false);

// ok, or why no covariance of these columns is defined.
Status columns_status(Columns, std::size_t least_rows);

}  // namespace relval
