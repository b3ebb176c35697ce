// Whether the best of many strategies beats a benchmark once the search for it is counted: White's reality check,
// Hansen's test of superior predictive ability, and which strategies do, step by step. Differences from the benchmark,
// per period; every strategy sees the same resamples. p-values are (1 + #{T* >= T}) / (resamples + 1), the plain ones
// #{T* > T} over the resamples, which can be 0.
#pragma once

#include <cstddef>
#include <vector>

#include "analytics/deflated_sharpe.hpp"
#include "analytics/resamples.hpp"

namespace relval {

// Each trial over its deviation (n - 1), so that the loudest does not decide: what a sweep compares. One without a
// deviation is left as it is.
Trials of_equal_volatility(const Trials&);

struct ResampledP {
  double p = kNaN, plain = kNaN;
};

// T = max_k sqrt(n) mean_k; T* with means less the trial's own. White, Econometrica 68 (2000).
struct RealityCheck {
  Status status = Status::too_few;
  double statistic = kNaN;
  ResampledP p;
};
RealityCheck reality_check(const Trials& differences, const Resamples&);

// Deviation of sqrt(n) times the mean over stationary-bootstrap resamples, exactly: g(0) + 2 sum of k(i) g(i), k(i) =
// (1 - i/n)(1 - p)^i + (i/n)(1 - p)^(n - i), p = 1 / mean_block. Hansen (2005), after Politis & Romano (1994).
double bootstrap_deviation(std::span<const double> x, double mean_block);

// T = max(0, max_k sqrt(n) mean_k / w_k). T* is recentred by the means that count as real: lower those above 0,
// consistent those above -w sqrt(2 ln ln n / n), upper all. Headline: consistent. Hansen, JBES 23 (2005). A trial
// with w = 0 is left out (w NaN); without any other: zero_variance.
struct SuperiorAbility {
  Status status = Status::too_few;
  double statistic = kNaN;
  std::vector<double> deviations;  // w, by trial
  ResampledP lower, consistent, upper;
};
SuperiorAbility hansen_spa(const Trials& differences, const Resamples&, double mean_block);

// t_k = sqrt(n) mean_k / w_k; those above the ceil((1 - size) B)-th smallest of max T* over the trials not yet rejected
// are rejected, until none is. Controls the chance of one false rejection. Romano & Wolf, Econometrica 73 (2005).
struct StepwiseTest {
  Status status = Status::too_few;
  std::vector<double> statistics;        // t, by trial; NaN where w = 0
  std::vector<std::size_t> rejected;     // trials that beat the benchmark, ascending
  std::vector<double> critical;          // of each step, the last of which rejects none unless none was left
};
StepwiseTest romano_wolf_stepm(const Trials& differences, const Resamples&, double mean_block, double size = 0.05);

}  // namespace relval
