// Two tests with chi-square p-values: is the series related to its own past, and is its shape normal?
#pragma once

#include <cstddef>

#include "base/statistic.hpp"

namespace relval {

struct ChiSquareTest {
  Statistic statistic, p;
};

// n (n + 2) sum over k <= lags of rho(k)^2 / (n - k), on `lags` degrees of freedom (Ljung & Box 1978).
ChiSquareTest ljung_box(std::span<const double>, std::size_t lags);

// n / 6 (g1^2 + g2^2 / 4), on 2 degrees of freedom (Jarque & Bera 1980); at least 4 values.
ChiSquareTest jarque_bera(std::span<const double>);

}  // namespace relval
