// What the P&L depended on lately: its regression on the changes of the market and of a benchmark, over a window that
// moves.
#pragma once

#include <string>
#include <vector>

#include "analytics/factor_regression.hpp"
#include "replay/result.hpp"

namespace relval {

inline constexpr std::size_t kBetaRows = 126;  // half a year of days

// A level by row of the run, known on it: the adjusted spread of a leg in bp, or a series of the store in its own unit
// (as it was known). Empty, and unit empty, where the run has none of that name.
struct FactorLevel {
  std::string unit;
  std::vector<double> by_row;
};
FactorLevel factor_level(const RunResult&, const MarketData*, const std::string& name);

struct FactorBetas {
  struct Factor {
    std::string name, role, unit;  // role: "factor" (the leg of that role) or "benchmark" (report.benchmark)
    std::vector<double> beta, t;   // by row; currency per unit of change; Newey-West t
  };
  std::vector<Factor> factors;          // none where there is neither; a benchmark that is the factor leg counts once
  std::vector<double> residual_sharpe;  // by row; empty without factors
};

// On each row: least squares of the P&L of the last kBetaRows intervals on the changes of all factors over the same
// intervals together, with an intercept; the first interval ends on row 1. t: HAC errors as in factor_regression.hpp.
// Residual Sharpe: intercept / residual deviation (n - k) x sqrt(periods per year), the Sharpe ratio of what the
// factors leave (appraisal ratio). NaN until there are as many intervals, and where a level is unknown in one of them
// or the factors are constant or collinear.
FactorBetas factor_betas(const RunResult&, const MarketData*, std::span<const double> pnl);

}  // namespace relval
