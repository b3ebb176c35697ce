// Engle & Granger (1987): a unit-root test of what is left of y after a regression on other series.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "base/statistic.hpp"
#include "signals/adf.hpp"

namespace relval {

// trend: of the regression of levels; the residuals' own regression has no deterministic term, and p and critical
// values are those for so many series (tables of one series would reject too often). lags: of the residuals'
// regression, by AIC if not given. status as AdfTest, and not_invertible where R^2 > 1 - 1e-12.
struct EngleGranger {
  Status status = Status::too_few;
  double statistic = kNaN;
  double p_value = kNaN;  // of the null: no cointegration
  std::array<double, 3> critical = {kNaN, kNaN, kNaN};  // 1 %, 5 %, 10 % for rows - 1
  std::vector<double> coefficients;                     // of x in order, then the trend's terms, the constant last
  std::size_t lags = 0;
};
EngleGranger engle_granger(std::span<const double> y, const std::vector<std::vector<double>>& x,
                           Deterministic trend = Deterministic::constant,
                           std::optional<std::size_t> lags = std::nullopt);

// The test is not the same with y and x changed places: of both the one with the smaller |statistic|.
struct EngleGrangerPair {
  EngleGranger weaker;
  bool swapped = false;  // x on y
};
EngleGrangerPair engle_granger_both_ways(std::span<const double> y, std::span<const double> x,
                                         Deterministic trend = Deterministic::constant,
                                         std::optional<std::size_t> lags = std::nullopt);

}  // namespace relval
