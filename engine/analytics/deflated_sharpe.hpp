// What the best of many trials shows by luck alone, and the chance that the best was not luck. Bailey & Lopez de Prado,
// "The Deflated Sharpe Ratio", Journal of Portfolio Management 40(5) (2014). Per-period ratios throughout.
#pragma once

#include <cstddef>
#include <vector>

#include "analytics/probabilistic_sharpe.hpp"
#include "base/statistic.hpp"

namespace relval {

// Trials on the same dates: trials[k][t] is the return of trial k in period t.
using Trials = std::vector<std::vector<double>>;

// Expected largest of N independent standard normals, (1 - g) z(1 - 1/N) + g z(1 - 1/(N e)) with g Euler's constant and
// z the normal quantile. N need not be whole; 0 for N <= 1, NaN for NaN.
double expected_max_z(double trials);

// Years of record below which so many trials of skill 0 are expected to show this Sharpe ratio per year:
// (expected_max_z / ratio)^2. Bailey, Borwein, Lopez de Prado & Zhu, Notices of the AMS 61(5) (2014).
Statistic minimum_backtest_years(double trials, double annual_sharpe);

// The ratio that luck alone gives the best: sqrt(variance of the trials' ratios) expected_max_z(trials), and the chance
// that the record's true ratio exceeds it.
struct DeflatedSharpe {
  Statistic probability;
  double benchmark = kNaN;
};
DeflatedSharpe deflated_sharpe(const SharpeRecord& selected, double variance, double trials);

// Of the best of a set of trials, ties to the first. A trial that is constant or has a value that is not finite has no
// ratio: it is counted apart and is no part of the variance.
struct TrialSharpes {
  Status status = Status::too_few;        // ok from two trials with a ratio on
  std::vector<Statistic> sharpes;         // by trial
  std::size_t best = 0, with_ratio = 0, without_ratio = 0;
  double variance = kNaN;                 // n - 1, over the trials with a ratio
  SharpeRecord selected;                  // the best's
};
TrialSharpes trial_sharpes(const Trials&);
// trials: how many there were, of which these may be a part or a less related count; without it those with a ratio.
DeflatedSharpe deflated_sharpe(const TrialSharpes&, double trials = kNaN);

}  // namespace relval
