#include "analytics/run_benchmark.hpp"

#include <algorithm>
#include <cmath>

#include "analytics/benchmark.hpp"
#include "market/known_series.hpp"

namespace relval {
namespace {

struct Level {
  std::string unit;
  std::vector<double> by_row;
};

Level level_of(const RunResult& r, const MarketData* market, const std::string& name) {
  for (const LegInfo& leg : r.legs)
    if (leg.name == name) return {"bp", leg.adjusted_bp.empty() ? leg.spread_bp : leg.adjusted_bp};
  if (market == nullptr) return {};
  const auto found = market->series.find(name);
  if (found == market->series.end()) return {};
  KnownSeries known(found->second);
  Level out{found->second.unit, {}};
  for (const Date date : r.dates) out.by_row.push_back(known.at(date));
  return out;
}

}  // namespace

std::optional<RunBenchmark> run_benchmark(const RunResult& r, const MarketData* market, std::span<const double> pnl) {
  if (r.config.report.benchmark.value.empty()) return {};
  RunBenchmark out;
  out.name = r.config.report.benchmark.value;
  const Level level = level_of(r, market, out.name);
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
