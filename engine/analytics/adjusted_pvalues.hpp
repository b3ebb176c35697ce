// p-values of Sharpe ratios, adjusted for how many were looked at, and the Sharpe ratio that is left.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "analytics/deflated_sharpe.hpp"
#include "base/statistic.hpp"

namespace relval {

// 2 P(t > |S| sqrt(n)) with n - 1 degrees of freedom, S per period: of the null that the mean is 0. Where P&L is
// autocorrelated, t = S over its HAC error belongs there instead: sharpe_p_value_of_t.
Statistic sharpe_p_value(std::span<const double> returns);
double sharpe_p_value_of_t(double t, double periods);

// Bonferroni min(M p, 1). Holm (1979): running max of (M - j + 1) p(j) from the smallest. BH (Benjamini & Hochberg
// 1995): running min of M p(j) / j from the largest. BY (Benjamini & Yekutieli 2001): BH times 1 + 1/2 + ... + 1/M,
// valid for any dependence. bhy_harvey_liu: BY as Harvey & Liu (2015) print it, its recursion starting at the largest p
// unadjusted.
enum class Adjustment { bonferroni, holm, bh, by, bhy_harvey_liu };
std::optional<Adjustment> adjustment_of(std::string_view name);

// In the order given, at most 1. A NaN stays NaN and is no test.
std::vector<double> adjusted_p_values(std::span<const double> p, Adjustment);

// By trial: the per-year Sharpe ratio whose p-value would be the adjusted one, with the sign of the trial's own,
// t quantile(1 - p/2) / sqrt(n) sqrt(periods per year); 0 where p is 1. haircut = 1 - that over the trial's own.
struct Haircut {
  Statistic sharpe;
  double haircut = kNaN;
};
std::vector<Haircut> haircut_sharpes(const Trials&, Adjustment, double periods_per_year);

}  // namespace relval
