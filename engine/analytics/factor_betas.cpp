#include "analytics/factor_betas.hpp"

#include <cmath>

#include "market/known_series.hpp"

namespace relval {
namespace {

struct Wanted {
  std::string name, role;
};

std::vector<Wanted> wanted_factors(const RunResult& r) {
  std::vector<Wanted> out;
  for (const LegInfo& leg : r.legs) {
    if (!leg.factor || leg.spread_bp.empty()) continue;
    out.push_back({leg.name, "factor"});
    break;
  }
  const std::string& benchmark = r.config.report.benchmark.value;
  if (!benchmark.empty() && (out.empty() || out.front().name != benchmark)) out.push_back({benchmark, "benchmark"});
  return out;
}

}  // namespace

FactorLevel factor_level(const RunResult& r, const MarketData* market, const std::string& name) {
  for (const LegInfo& leg : r.legs)
    if (leg.name == name) return {"bp", leg.adjusted_bp.empty() ? leg.spread_bp : leg.adjusted_bp};
  if (market == nullptr) return {};
  const auto found = market->series.find(name);
  if (found == market->series.end()) return {};
  KnownSeries known(found->second);
  FactorLevel out{found->second.unit, {}};
  for (const Date date : r.dates) out.by_row.push_back(known.at(date));
  return out;
}

FactorBetas factor_betas(const RunResult& r, const MarketData* market, std::span<const double> pnl) {
  FactorBetas out;
  std::vector<std::vector<double>> changes;  // by factor; entry i is of the interval that ends on row i + 1
  for (const Wanted& w : wanted_factors(r)) {
    const FactorLevel level = factor_level(r, market, w.name);
    if (level.by_row.size() != r.rows()) continue;
    std::vector<double> change;
    for (std::size_t t = 1; t < r.rows(); ++t) change.push_back(level.by_row[t] - level.by_row[t - 1]);
    changes.push_back(std::move(change));
    const std::vector<double> none(r.rows(), kNaN);
    out.factors.push_back({w.name, w.role, level.unit, none, none});
  }
  if (out.factors.empty()) return out;
  out.residual_sharpe.assign(r.rows(), kNaN);
  std::vector<std::vector<double>> window(changes.size());
  for (std::size_t t = kBetaRows; t < r.rows(); ++t) {
    const auto first = static_cast<std::ptrdiff_t>(t - kBetaRows);
    for (std::size_t f = 0; f < changes.size(); ++f)
      window[f].assign(changes[f].begin() + first, changes[f].begin() + first + static_cast<std::ptrdiff_t>(kBetaRows));
    const FactorRegression fit = factor_regression(pnl.subspan(t - kBetaRows + 1, kBetaRows), window);
    if (fit.status != Status::ok) continue;
    for (std::size_t f = 0; f < out.factors.size(); ++f) {
      out.factors[f].beta[t] = fit.coefficient[f + 1];
      out.factors[f].t[t] = fit.t[f + 1];
    }
    if (fit.residual_deviation > 0)
      out.residual_sharpe[t] = fit.coefficient[0] / fit.residual_deviation * std::sqrt(r.periods_per_year);
  }
  return out;
}

}  // namespace relval
