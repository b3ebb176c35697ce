#include "analytics/run_benchmark.hpp"

#include <algorithm>
#include <cmath>

#include "analytics/benchmark.hpp"
#include "analytics/factor_betas.hpp"

namespace relval {

std::optional<RunBenchmark> run_benchmark(const RunResult& r, const MarketData* market, std::span<const double> pnl) {
  if (r.config.report.benchmark.value.empty()) return {};
  RunBenchmark out;
  out.name = r.config.report.benchmark.value;
  const FactorLevel level = factor_level(r, market, out.name);
  out.unit = level.unit;
  const auto& x = level.by_row;
  const auto first = static_cast<std::size_t>(
      std::find_if(x.begin(), x.end(), [](double v) { return std::isfinite(v); }) - x.begin());
  std::vector<double> changes, earned;
  for (std::size_t t = first + 1; t < x.size(); ++t) {  // the P&L of row t is of the interval that ends there
    changes.push_back(x[t] - x[t - 1]);
    earned.push_back(pnl[t]);
  }
  out.rows_unknown = r.rows() - changes.size();
  const std::vector<std::vector<double>> factors{changes};
  out.regression = factor_regression(earned, factors);
  const bool known = out.regression.status == Status::ok;
  out.alpha_per_year = known ? defined(out.regression.coefficient[0] * r.periods_per_year)
                             : undefined(out.regression.status);
  out.correlation = correlation(earned, changes);
  return out;
}

}  // namespace relval
