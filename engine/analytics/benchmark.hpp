// A strategy beside a benchmark on the same rows; columns of different length are undefined, not joined. Per year.
#pragma once

#include "base/statistic.hpp"

namespace relval {

Statistic tracking_error(std::span<const double> returns, std::span<const double> benchmark, double periods_per_year);

// mean(r - b) / deviation(r - b) x sqrt(A).
Statistic information_ratio(std::span<const double> returns, std::span<const double> benchmark,
                            double periods_per_year);

// mean(r | b > 0) / mean(b | b > 0), and of b < 0; rows where the benchmark did nothing are in neither.
Statistic up_capture(std::span<const double> returns, std::span<const double> benchmark);
Statistic down_capture(std::span<const double> returns, std::span<const double> benchmark);

Statistic correlation(std::span<const double>, std::span<const double>);  // Pearson

}  // namespace relval
