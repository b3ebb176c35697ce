// How sure a Sharpe ratio is: the chance that the true one exceeds a benchmark, and how long a record that takes.
// Bailey & Lopez de Prado, "The Sharpe Ratio Efficient Frontier", Journal of Risk 15(2) (2012). All ratios are per
// period: divide annual ones by sqrt(periods per year).
#pragma once

#include <cstddef>

#include "base/statistic.hpp"

namespace relval {

Statistic sharpe_per_period(std::span<const double> returns);  // mean / deviation (n - 1)
Statistic sharpe_about(std::span<const double> returns, double centre);  // where the mean is at hand

// What is known of a record.
struct SharpeRecord {
  double sharpe = kNaN;    // per period
  double periods = kNaN;
  double skewness = 0;     // population
  double kurtosis = 3;     // population, raw: the normal has 3
};
struct SharpeRecordOf {
  Status status = Status::too_few;
  SharpeRecord record;
};
SharpeRecordOf sharpe_record(std::span<const double> returns);

// Phi((S - benchmark) sqrt(n - 1) / sqrt(1 - g3 S + (g4 - 1) / 4 S^2)); out_of_domain where the root is of a negative.
Statistic probabilistic_sharpe(const SharpeRecord&, double benchmark);
Statistic probabilistic_sharpe(std::span<const double> returns, double benchmark);

// Periods until the benchmark is beaten with this confidence: 1 + (1 - g3 S + (g4 - 1) / 4 S^2)(z / (S - benchmark))^2,
// not rounded; infinite where S <= benchmark (status ok). 0 < confidence < 1.
Statistic minimum_track_record(const SharpeRecord&, double benchmark, double confidence);
Statistic minimum_track_record(std::span<const double> returns, double benchmark, double confidence);

}  // namespace relval
