// Johansen's test: how many independent combinations of several series revert. Johansen (1991), Econometrica 59.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "base/statistic.hpp"

namespace relval {

// -1: no deterministic term; 0: an unrestricted constant; 1: levels without a line first, then as 0.
enum class JohansenTerms { none = -1, constant = 0, trend = 1 };

// By rank r = 0, 1, ...: the null is at most r combinations. Critical values at 90, 95 and 99 %, NaN for more than 6
// series: as in statsmodels' coint_tables (LeSage's toolbox).
struct Johansen {
  Status status = Status::too_few;
  std::vector<double> eigenvalues;            // descending
  std::vector<double> trace, max_eigenvalue;  // statistics
  std::vector<std::array<double, 3>> trace_critical, max_eigenvalue_critical;
  std::vector<std::vector<double>> vectors;  // [combination][series], length 1, the largest entry positive
  std::size_t rows = 0;
};
// series[k][row]; lags: of the changes. status: non_finite_input, out_of_domain below two series, too_few,
// not_invertible where series are collinear.
Johansen johansen(const std::vector<std::vector<double>>& series, JohansenTerms, std::size_t lags);

}  // namespace relval
