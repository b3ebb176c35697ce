// Augmented Dickey-Fuller test: t of r in  change x_t = deterministic + r x_(t-1) + sum of g_i change x_(t-i) + e.
// One of many such tests over many pairs is a selection: feed the p-values to analytics/adjusted_pvalues.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "base/statistic.hpp"
#include "signals/mackinnon.hpp"

namespace relval {

// status: non_finite_input, too_few unless rows - 1 - lags exceeds the number of coefficients, not_invertible where
// the regressors are collinear (a constant series), zero_variance where the regression leaves no residual.
struct AdfTest {
  Status status = Status::too_few;
  double statistic = kNaN;
  double p_value = kNaN;  // MacKinnon 1994, of the null: a unit root
  std::array<double, 3> critical = {kNaN, kNaN, kNaN};  // 1 %, 5 %, 10 % for these rows
  std::size_t lags = 0, rows = 0;                       // of the regression
};
AdfTest adf(std::span<const double> x, std::size_t lags, Deterministic = Deterministic::constant);

enum class LagCriterion { aic, bic };

// The lags 0..max_lags with the least criterion on the rows that all of them have; ties to the fewer. Then adf() on all
// rows that this lag has. Without max_lags: ceil(12 (n / 100)^(1/4)), at most what leaves half of the rows
// and one row more than regressors.
AdfTest adf_auto(std::span<const double> x, Deterministic = Deterministic::constant,
                 LagCriterion = LagCriterion::aic, std::optional<std::size_t> max_lags = std::nullopt);
std::size_t default_max_lags(std::size_t rows, Deterministic);

}  // namespace relval
