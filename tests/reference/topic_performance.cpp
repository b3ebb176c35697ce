// Return, volatility, Sharpe ratios and their errors, downside, shape, wins and losses, P&L per unit of risk; and the
// short series of edge_cases.
#include "analytics/annual_return.hpp"
#include "analytics/annual_volatility.hpp"
#include "analytics/autocorrelation.hpp"
#include "analytics/bp_captured.hpp"
#include "analytics/concentration.hpp"
#include "analytics/downside.hpp"
#include "analytics/drawdown.hpp"
#include "analytics/hit_rate.hpp"
#include "analytics/ljung_box.hpp"
#include "analytics/long_run_variance.hpp"
#include "analytics/moments.hpp"
#include "analytics/profit_factor.hpp"
#include "analytics/sharpe.hpp"
#include "analytics/sharpe_error.hpp"
#include "analytics/under_water.hpp"
#include "reference/topics.hpp"

using namespace relval;

namespace reference {
namespace {

double per_year(const Case& c) { return c.periods_per_year(); }
double risk_free(const Case& c) { return c.number("rf_annual", 0); }
double mar(const Case& c) { return c.number("mar_annual", 0); }

double threshold(const Case& c) {
  return c.has("theta_annual") ? c.number("theta_annual") / per_year(c) : c.number("theta_per", 0);
}

std::size_t lag_of(const Case& c, const char* name) {
  return c.has(name) && c.param(name).is_number() ? c.count(name) : automatic_lag(c.column().size());
}

json automatic_lags(const Case& c) {
  const json& n = c.param("n");
  if (!n.is_array()) return automatic_lag(n.get<std::size_t>());
  json lags = json::array();
  for (const json& each : n) lags.push_back(automatic_lag(each.get<std::size_t>()));
  return lags;
}

json eta_table(const Case& c) {
  json rows = json::array();
  for (const double rho : c.numbers("rho")) {
    json row = json::array();
    for (const std::size_t q : c.counts("q")) row.push_back(value(autoregressive_eta(q, rho)));
    rows.push_back(row);
  }
  return rows;
}

json autocorrelations(const Case& c) {
  json all = json::array();
  for (const std::size_t lag : c.counts("lags")) all.push_back(value(autocorrelation(c.returns(), lag)));
  return all;
}

json ljung_box_of(const Case& c) {
  json statistics = json::array(), p = json::array();
  for (const std::size_t lags : c.counts("lags")) {
    const ChiSquareTest test = ljung_box(c.returns(), lags);
    statistics.push_back(value(test.statistic));
    p.push_back(value(test.p));
  }
  return {{"stat", statistics}, {"p", p}};
}

json jarque_bera_of(const Case& c) {
  const ChiSquareTest test = jarque_bera(c.returns());
  return {{"stat", value(test.statistic)}, {"p", value(test.p)}};
}

json episode(const Drawdown& d, double capital) {
  const auto trough = static_cast<std::ptrdiff_t>(d.trough);
  json e = {{"peak", d.peak},   {"trough", d.trough},     {"recovery", nullptr},
            {"depth", d.depth}, {"to_recovery", nullptr}, {"depth_pct", d.depth / capital},
            {"length", d.length}, {"to_trough", trough - d.peak}};
  if (d.recovery) {
    e["recovery"] = *d.recovery;
    e["to_recovery"] = *d.recovery - d.trough;
  }
  return e;
}

json episodes(const Case& c, std::size_t most) {
  json all = json::array();
  const Column pnl = c.column();
  if (!all_finite(pnl)) return all;
  for (const Drawdown& d : drawdowns(pnl, c.capital())) {
    if (all.size() < most) all.push_back(episode(d, c.capital()));
  }
  return all;
}

json summary(const Case& c) {
  const Column pnl = c.column(), returns = c.returns();
  const double a = per_year(c), capital = c.capital();
  return {{"n", pnl.size()},
          {"ann_return_arith", value(annual_return(returns, a))},
          {"ann_return_geom", value(annual_return_compounded(returns, a))},
          {"ann_vol", value(annual_volatility(returns, a))},
          {"sharpe", value(sharpe(returns, a).ratio)},
          {"sharpe_se", value(sharpe(returns, a).standard_error)},
          {"sortino", value(sortino(returns, a))},
          {"downside_deviation", value(downside_deviation(returns, a))},
          {"omega", value(omega(returns))},
          {"max_drawdown_ccy", value(max_drawdown(pnl, capital))},
          {"calmar", value(calmar(pnl, capital, a))},
          {"hit_rate", value(hit_rate(pnl).rate)},
          {"profit_factor", value(profit_factor(pnl))},
          {"payoff_ratio", value(payoff_ratio(pnl))},
          {"skew", value(skewness(returns))},
          {"excess_kurtosis", value(excess_kurtosis(returns))},
          {"drawdowns", episodes(c, pnl.size())}};
}

void add_sharpe(Functions& all) {
  all["sharpe"] = [](const Case& c) { return value(sharpe(c.returns(), per_year(c), risk_free(c)).ratio); };
  all["sharpe_se"] = [](const Case& c) {
    return value(sharpe(c.returns(), per_year(c), risk_free(c)).standard_error);
  };
  all["sharpe_se_lo_iid"] = [](const Case& c) {
    return value(sharpe_error_iid(c.returns(), per_year(c), risk_free(c)));
  };
  all["sharpe_se_hac"] = [](const Case& c) {
    return value(sharpe_error_hac(c.returns(), per_year(c), lag_of(c, "lag"), risk_free(c)));
  };
  all["sharpe_lo"] = [](const Case& c) {
    return value(sharpe_autocorrelated(c.returns(), per_year(c), lag_of(c, "lags"), risk_free(c)));
  };
  all["nw_auto_lag"] = automatic_lags;
  all["lo_eta_ar1"] = eta_table;
}

void add_shape(Functions& all) {
  all["skew"] = [](const Case& c) { return value(skewness(c.returns())); };
  all["excess_kurtosis"] = [](const Case& c) { return value(excess_kurtosis(c.returns())); };
  all["skew_adjusted"] = [](const Case& c) { return value(skewness_adjusted(c.returns())); };
  all["excess_kurtosis_adjusted"] = [](const Case& c) { return value(excess_kurtosis_adjusted(c.returns())); };
  all["autocorr"] = autocorrelations;
  all["ljung_box"] = ljung_box_of;
  all["jarque_bera"] = jarque_bera_of;
  all["tail_ratio"] = [](const Case& c) { return value(tail_ratio(c.returns())); };
}

void add_downside(Functions& all) {
  all["downside_deviation"] = [](const Case& c) { return value(downside_deviation(c.returns(), per_year(c), mar(c))); };
  all["sortino"] = [](const Case& c) { return value(sortino(c.returns(), per_year(c), mar(c))); };
  all["omega"] = [](const Case& c) { return value(omega(c.returns(), threshold(c))); };
  all["calmar"] = [](const Case& c) { return value(calmar(c.column(), c.capital(), per_year(c))); };
  all["calmar_36m"] = [](const Case& c) { return value(calmar_36m(c.column(), c.capital(), per_year(c))); };
  all["max_drawdown_ccy"] = [](const Case& c) { return value(max_drawdown(c.column(), c.capital())); };
  all["max_drawdown_pct"] = [](const Case& c) -> json {
    return c.capital() > 0 ? max_drawdown(c.column(), c.capital()).value / c.capital() : kNaN;
  };
  all["ulcer_index"] = [](const Case& c) { return value(under_water(c.column(), c.capital()).ulcer); };
  all["pain_index"] = [](const Case& c) { return value(under_water(c.column(), c.capital()).pain); };
  all["time_under_water"] = [](const Case& c) { return value(under_water(c.column(), c.capital()).time); };
  all["longest_drawdown"] = [](const Case& c) -> json {
    return all_finite(c.column()) ? json(under_water(c.column(), c.capital()).longest) : json();
  };
  all["drawdown_count"] = [](const Case& c) -> json {
    return all_finite(c.column()) ? json(episodes(c, c.column().size()).size()) : json();
  };
  all["top_drawdowns"] = [](const Case& c) { return episodes(c, c.count("top", 10)); };
  all["cdar"] = [](const Case& c) { return value(conditional_drawdown(c.column(), 1 - c.number("alpha"))); };
}

void add_wins(Functions& all) {
  all["hit_rate"] = [](const Case& c) { return value(hit_rate(c.column()).rate); };
  all["profit_factor"] = [](const Case& c) { return value(profit_factor(c.column())); };
  all["payoff_ratio"] = [](const Case& c) { return value(payoff_ratio(c.column())); };
  all["expectancy"] = [](const Case& c) { return value(expectancy(c.column())); };
  all["best_worst"] = [](const Case& c) -> json {
    const Concentration found = concentration(c.column(), 1);
    return {value(found.best_pnl), value(found.worst_pnl)};
  };
  all["return_per_cs01"] = [](const Case& c) { return value(return_per_risk(c.column(), c.column(1), per_year(c))); };
  all["return_per_dts"] = [](const Case& c) { return value(return_per_risk(c.column(), c.column(2), per_year(c))); };
  all["bp_captured_total"] = [](const Case& c) { return value(bp_captured(c.column(), c.column(1))); };
}

}  // namespace

void add_performance(Functions& all) {
  all["ann_return_arith"] = [](const Case& c) { return value(annual_return(c.returns(), per_year(c))); };
  all["ann_return_geom"] = [](const Case& c) { return value(annual_return_compounded(c.returns(), per_year(c))); };
  all["ann_vol"] = [](const Case& c) { return value(annual_volatility(c.returns(), per_year(c))); };
  all["summary_edge"] = summary;
  add_sharpe(all);
  add_shape(all);
  add_downside(all);
  add_wins(all);
}

}  // namespace reference
