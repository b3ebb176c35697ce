#include "analytics/attribution.hpp"

#include <algorithm>
#include <cmath>

#include "analytics/annual_volatility.hpp"
#include "analytics/attribution_groups.hpp"
#include "analytics/autocorrelation.hpp"
#include "analytics/drawdown.hpp"
#include "analytics/quantile.hpp"
#include "analytics/sharpe.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr std::size_t kRegimeRows = 20;  // over which the market widens or tightens

// Row by row into the parts named by `name`: those of `order` first, others as they come; none without a row.
template <class Name> PnlParts by_row(const std::vector<double>& pnl, const char* by, double run_total,
                                      const std::vector<std::string>& order, Name name) {
  PnlParts out;
  out.by = by;
  for (const std::string& first : order) out.parts.push_back({first, 0, 0});
  for (std::size_t t = 0; t < pnl.size(); ++t) {
    const std::string part = name(t);
    auto at = std::find_if(out.parts.begin(), out.parts.end(), [&](const auto& p) { return p.name == part; });
    if (at == out.parts.end()) at = out.parts.insert(out.parts.end(), {part, 0, 0});
    at->pnl += pnl[t];
    ++at->rows;
  }
  out.parts.erase(std::remove_if(out.parts.begin(), out.parts.end(), [](const auto& part) { return part.rows == 0; }),
                  out.parts.end());
  out.close(run_total);
  return out;
}

double median_of_known(std::vector<double> values) {
  std::erase_if(values, [](double x) { return std::isnan(x); });
  return median(values);
}

// By row: the factor leg's adjusted spread, else the mean of the legs that have one.
std::vector<double> regime_level(const RunResult& r, std::string& measured_on) {
  std::vector<const std::vector<double>*> spreads;
  for (const LegInfo& leg : r.legs) {
    const auto& spread = leg.adjusted_bp.empty() ? leg.spread_bp : leg.adjusted_bp;
    if (spread.size() != r.rows()) continue;
    if (leg.factor) {
      measured_on = leg.name;
      return spread;
    }
    spreads.push_back(&spread);
  }
  if (spreads.empty()) return {};
  measured_on = spreads.size() == 1 ? "the leg" : "mean of the legs";
  std::vector<double> out(r.rows(), 0.0);
  for (std::size_t t = 0; t < r.rows(); ++t) {
    for (const auto* s : spreads) out[t] += (*s)[t];
    out[t] /= static_cast<double>(spreads.size());
  }
  return out;
}

bool was_held(const RunResult& r, std::size_t leg) {
  for (std::size_t t = 0; t < r.rows(); ++t)
    for (const Side side : {Side::long_risk, Side::short_risk})
      if (r.held(t, leg, side).notional != 0) return true;
  return false;
}

LegAlone leg_alone(const RunResult& r, const DailyPnl& daily, std::size_t leg) {
  LegAlone out;
  out.leg = r.legs[leg].name;
  const double capital = r.config.portfolio.capital;
  PnlCell sum;
  std::vector<double> pnl, returns;
  for (std::size_t t = 0; t < r.rows(); ++t) {
    const PnlCell& cell = daily.leg[t * r.legs.size() + leg];
    sum.add(cell);
    pnl.push_back(cell.total);
    returns.push_back(cell.total / capital);
  }
  sum.close();
  out.total = sum.total;
  out.cost = sum.component[index_of(Component::cost)];
  out.annual_volatility = annual_volatility(returns, r.periods_per_year);
  out.sharpe = sharpe(returns, r.periods_per_year).ratio;
  out.max_drawdown = max_drawdown(pnl, capital);
  return out;
}

}  // namespace

void PnlParts::close(double run_total) {
  double sum = 0;
  for (const Part& p : parts) sum += p.pnl;
  residual = closing_residual(run_total, sum);
  total = sum + residual;
}

Unsmoothed unsmooth(std::span<const double> returns, double periods_per_year) {
  Unsmoothed out;
  const Statistic raw = autocorrelation(returns, 1);
  if (!raw.ok()) {
    out.rho = out.annual_volatility = out.sharpe = undefined(raw.status);
    return out;
  }
  const double rho = std::max(0.0, raw.value);
  out.rho = defined(rho);
  std::vector<double> own(returns.begin(), returns.end());
  if (rho > 0) {
    own.clear();
    for (std::size_t t = 1; t < returns.size(); ++t) own.push_back((returns[t] - rho * returns[t - 1]) / (1 - rho));
  }
  out.annual_volatility = annual_volatility(own, periods_per_year);
  out.sharpe = sharpe(own, periods_per_year).ratio;
  return out;
}

Regimes regimes(const std::vector<double>& pnl, const std::vector<double>& level, double run_total) {
  Regimes out;
  const char* const kNotKnown = "not known";
  const auto direction = [&](std::size_t t) -> std::string {
    if (t < kRegimeRows) return kNotKnown;
    const double change = level[t] - level[t - kRegimeRows];
    return std::isnan(change) ? kNotKnown : change > 0 ? "widening" : "tightening";
  };
  out.by_direction = by_row(pnl, "direction", run_total, {"widening", "tightening", kNotKnown}, direction);
  const double middle = median_of_known(level);
  out.by_level = by_row(pnl, "level", run_total, {"calm", "stressed", kNotKnown}, [&](std::size_t t) -> std::string {
    return std::isnan(level[t]) ? kNotKnown : level[t] > middle ? "stressed" : "calm";
  });
  return out;
}

Attribution attribute(const RunResult& r, const MarketData* market, const DailyPnl& daily, double run_total) {
  Attribution out;
  out.sectors = by_sector(r, run_total);
  out.rating = by_rating(r, market, run_total);
  std::vector<double> pnl, returns;
  for (const PnlCell& c : daily.total) {
    pnl.push_back(c.total);
    returns.push_back(c.total / r.config.portfolio.capital);
  }
  const auto dated = [&](std::size_t digits) {
    return [&r, digits](std::size_t t) { return to_iso(r.dates[t]).substr(0, digits); };
  };
  constexpr std::size_t kYearDigits = 4, kMonthDigits = 7;
  out.year = by_row(pnl, "year", run_total, {}, dated(kYearDigits));
  const bool shorter = r.row_unit.name == "day" || r.row_unit.name == "week";
  if (shorter) out.month = by_row(pnl, "month", run_total, {}, dated(kMonthDigits));
  else out.month.status = Status::out_of_domain;
  out.unsmoothed = unsmooth(returns, r.periods_per_year);
  std::string measured_on;
  const std::vector<double> level = regime_level(r, measured_on);
  if (!level.empty()) out.regimes = regimes(pnl, level, run_total);
  out.regimes.measured_on = measured_on;
  for (std::size_t l = 0; l < r.legs.size(); ++l)
    if (was_held(r, l)) out.legs.push_back(leg_alone(r, daily, l));
  return out;
}

}  // namespace relval
