// Sharpe ratio with its standard error and interval: a ratio without its error says nothing.
#pragma once

#include "base/statistic.hpp"

namespace relval {

inline constexpr double kNormal975 = 1.959963984540054;  // 97.5 % quantile of the normal: two-sided 95 %

struct Sharpe {
  Statistic ratio;           // per year: mean / deviation (n - 1) x sqrt(periods per year)
  Statistic standard_error;  // per year: sqrt[(1 - g3 S + (g4 - 1) / 4 S^2) / (n - 1)] with S per period, g3 skewness
                             // and g4 raw kurtosis, population moments (Mertens 2002; Bailey & Lopez de Prado 2012)
  Statistic low, high;       // 95 %: ratio -+ 1.96 standard errors
};

// The P&L of unfunded positions is an excess return already, so that risk_free (per year) is 0 unless returns carry
// interest on capital.
Sharpe sharpe(std::span<const double> returns, double periods_per_year, double risk_free = 0);

}  // namespace relval
