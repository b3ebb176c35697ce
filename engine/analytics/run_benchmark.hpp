// The P&L of a run against the changes of one number: the adjusted spread of a leg, or a series of the store.
#pragma once

#include <optional>
#include <string>

#include "analytics/factor_regression.hpp"
#include "replay/result.hpp"

namespace relval {

struct RunBenchmark {
  std::string name, unit;       // "market" and "bp", "cdx_ig" and its own
  std::size_t rows_unknown = 0; // at the start, before the benchmark's first change is known: left out
  // P&L in currency on the benchmark's change over the same interval, with HAC errors. Coefficient 0 is alpha, currency
  // per row; 1 is beta, currency per unit of change.
  FactorRegression regression;
  Statistic alpha_per_year;     // currency
  Statistic correlation;
};

// What report.benchmark of the run's config asks for; nothing where it asks for none. A benchmark with a gap inside is
// undefined. pnl: by row of the run.
std::optional<RunBenchmark> run_benchmark(const RunResult&, const MarketData*, std::span<const double> pnl);

}  // namespace relval
