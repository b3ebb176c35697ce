#include <set>

#include "report/json_values.hpp"
#include "report/track_record_text.hpp"

namespace relval {
namespace {

constexpr auto number = number_json;
constexpr auto stat = statistic_json;

const char* const kNoLuck = "n/a: synthetic";

using Dates = std::span<const Date>;

// A row as its date, or counted from 0 where there are no dates; null before the first.
Json row_of(Dates dates, std::ptrdiff_t row) {
  if (row == kInception) return nullptr;
  if (dates.empty()) return row;
  return to_iso(dates[static_cast<std::size_t>(row)]);
}
Json row_of(Dates dates, std::size_t row) { return row_of(dates, static_cast<std::ptrdiff_t>(row)); }

Json returns(Dates dates, const TrackReturn& r) {
  Json years = Json::object();
  for (const auto& [year, sum] : r.years) years[std::to_string(year)] = number(sum);
  const auto extreme = [&](const Statistic& pnl, std::size_t row) {
    return Json{{"pnl", stat(pnl)}, {"at", pnl.ok() ? row_of(dates, row) : Json(nullptr)}};
  };
  return {{"total", number(r.total)},
          {"per_year", stat(r.per_year)},
          {"volatility", stat(r.volatility)},
          {"annual_return", stat(r.annual_return)},
          {"annual_return_compounded", stat(r.annual_return_compounded)},
          {"annual_volatility", stat(r.annual_volatility)},
          {"best", extreme(r.periods.best_pnl, r.periods.best)},
          {"worst", extreme(r.periods.worst_pnl, r.periods.worst)},
          {"years", years},
          {"positive_months", stat(r.positive_months)}};
}

Json sharpe(const TrackSharpe& s) {
  return {{"ratio", stat(s.usual.ratio)},
          {"standard_error", stat(s.usual.standard_error)},
          {"low_95", stat(s.usual.low)},
          {"high_95", stat(s.usual.high)},
          {"error_iid", stat(s.error_iid)},
          {"lag", s.lag},
          {"error_hac", stat(s.error_hac)},
          {"autocorrelated", stat(s.autocorrelated)},
          {"probability_above_0", stat(s.probabilistic)},
          {"minimum_record_95", stat(s.minimum_record)},
          {"sortino", stat(s.sortino)},
          {"downside_deviation", stat(s.downside_deviation)},
          {"calmar", stat(s.calmar)},
          {"tail_ratio", stat(s.tail_ratio)}};
}

Json drawdown(Dates dates, const TrackRecord& t) {
  Json top = Json::array();
  for (const Drawdown& d : t.drawdowns) {
    if (top.size() == 10) break;
    top.push_back({{"depth", number(d.depth)},
                   {"peak", row_of(dates, d.peak)},
                   {"trough", row_of(dates, d.trough)},
                   {"recovery", d.recovery ? row_of(dates, *d.recovery) : Json(nullptr)},
                   {"length", d.length}});
  }
  const UnderWater& u = t.under_water;
  return {{"max", stat(t.max_drawdown)},
          {"max_of_capital", stat(t.max_drawdown_share)},
          {"count", t.drawdowns.size()},
          {"longest", u.longest},
          {"current", stat(u.current)},
          {"average_depth", stat(u.average_depth)},
          {"time_under_water", stat(u.time)},
          {"pain_index", stat(u.pain)},
          {"ulcer_index", stat(u.ulcer)},
          {"conditional_95", stat(t.conditional_drawdown)},
          {"top", top}};
}

Json test(const Statistic& statistic, const Statistic& p) { return {{"statistic", stat(statistic)}, {"p", stat(p)}}; }
Json test(const ChiSquareTest& t) { return test(t.statistic, t.p); }
Json test(const CoverageTest& t) { return test(t.ratio, t.p); }

Json shape(const TrackShape& s) {
  Json lags = Json::array();
  for (const Statistic& rho : s.autocorrelation) lags.push_back(stat(rho));
  return {{"skewness", stat(s.skewness)},          {"excess_kurtosis", stat(s.excess_kurtosis)},
          {"jarque_bera", test(s.jarque_bera)},    {"autocorrelation", lags},
          {"ljung_box_5", test(s.ljung_box_5)},    {"ljung_box_10", test(s.ljung_box_10)}};
}

Json wins(const TrackWins& w) {
  return {{"hit_rate", stat(w.hit_rate.rate)},     {"flat_share", number(w.hit_rate.flat_share)},
          {"profit_factor", stat(w.profit_factor)}, {"payoff_ratio", stat(w.payoff_ratio)},
          {"expectancy", stat(w.expectancy)},       {"longest_gains", w.streaks.gains},
          {"longest_losses", w.streaks.losses}};
}

Json resampled(const Bootstrap& b) {
  return {{"value", number(b.value)},          {"status", name_of(b.status)},
          {"standard_error", number(b.standard_error)},
          {"low_95", number(b.percentile_low)}, {"high_95", number(b.percentile_high)}};
}

Json luck(const TrackLuck& l) {
  Json j = {{"resamples", kLuckResamples}, {"seed", kLuckSeed}, {"mean_block", number(l.block)}};
  j["total"] = resampled(l.total);
  j["total"]["p_not_positive"] = number(l.total.p_not_positive);
  j["sharpe"] = resampled(l.sharpe);
  j["sharpe"]["p_not_positive"] = number(l.sharpe.p_not_positive);
  j["max_drawdown"] = resampled(l.max_drawdown);
  return j;
}

Json tails(const TrackRecord& t) {
  Json all = Json::object();
  for (const TrackTail& tail : t.tails) {
    all[tail.method] = {{"var_95", stat(tail.at_95.var)},
                        {"es_95", stat(tail.at_95.es)},
                        {"var_99", stat(tail.at_99.var)},
                        {"es_99", stat(tail.at_99.es)}};
  }
  return all;
}

// Where a search that does not converge stopped means nothing, and hangs on last bits.
Json garch(const GarchFit& g) {
  const auto fitted = [&](double x) { return g.status == Status::ok ? number(x) : Json(nullptr); };
  return {{"status", name_of(g.status)},
          {"mu", fitted(g.parameters.mu)},
          {"omega", fitted(g.parameters.omega)},
          {"alpha", fitted(g.parameters.alpha)},
          {"beta", fitted(g.parameters.beta)},
          {"log_likelihood", fitted(g.log_likelihood)}};
}

Json backtests(const TrackRecord& t) {
  Json all = Json::array();
  for (const TrackBacktest& b : t.backtests) {
    const Clustering& k = b.result.clustering;
    all.push_back({{"confidence", b.confidence},
                   {"window", b.window},
                   {"status", name_of(b.result.status)},
                   {"periods", k.periods},
                   {"exceedances", k.exceedances},
                   {"zone", b.result.status == Status::ok ? Json(name_of(b.result.zone)) : Json(nullptr)},
                   {"kupiec", test(k.unconditional)},
                   {"independence", test(k.independence)},
                   {"conditional", test(k.conditional)},
                   {"shortfall_z2", stat(b.result.shortfall_z2)}});
  }
  return all;
}

Json benchmark(const PnlFile& f, const TrackBenchmark& b) {
  const FactorRegression& r = b.regression;
  const auto coefficient = [&](std::size_t i) {
    return Json{{"value", number(r.coefficient[i])},
                {"standard_error", number(r.error[i])},
                {"t", number(r.t[i])},
                {"p", number(r.p[i])}};
  };
  return {{"column", f.benchmark_column},
          {"status", name_of(r.status)},
          {"lag", r.lag},
          {"alpha", coefficient(0)},
          {"beta", coefficient(1)},
          {"r_squared", number(r.r_squared)},
          {"alpha_per_year", stat(b.annual_alpha)},
          {"correlation", stat(b.correlation)},
          {"information_ratio", stat(b.information_ratio)},
          {"tracking_error", stat(b.tracking_error)},
          {"up_capture", stat(b.up_capture)},
          {"down_capture", stat(b.down_capture)}};
}

Json record(Dates dates, const TrackRecord& t) {
  return {{"periods", t.periods},
          {"first", dates.empty() ? Json(nullptr) : Json(to_iso(dates.front()))},
          {"last", dates.empty() ? Json(nullptr) : Json(to_iso(dates.back()))},
          {"periods_per_year", number(t.periods_per_year)},
          {"capital", t.capital ? number(*t.capital) : Json(nullptr)},
          {"return", returns(dates, t.returns)},
          {"sharpe", sharpe(t.sharpe)},
          {"luck", luck(t.luck)},
          {"drawdown", drawdown(dates, t)},
          {"wins", wins(t.wins)},
          {"shape", shape(t.shape)},
          {"tails", tails(t)},
          {"garch", garch(t.garch)},
          {"backtests", backtests(t)}};
}

void take_out_luck(Json& j) {
  static const std::set<std::string> kTells = {"low_95", "high_95", "p", "probability_above_0", "minimum_record_95"};
  for (auto& [key, value] : j.items()) {
    if (kTells.count(key) > 0) value = {{"value", nullptr}, {"status", kNoLuck}};
    else if (value.is_structured()) take_out_luck(value);
  }
}

}  // namespace

std::string track_record_json(const PnlFile& f, const TrackRecord& t) {
  Json j = {{"file", f.file}, {"column", f.column}};
  j.update(record(f.dates, t));
  if (t.benchmark) j["benchmark"] = benchmark(f, *t.benchmark);
  return j.dump(2) + "\n";
}

std::string run_record_json(std::span<const Date> dates, const TrackRecord& t, bool synthetic) {
  Json j = record(dates, t);
  if (synthetic) {
    take_out_luck(j);
    j["luck"] = {{"status", kNoLuck}};
  }
  return j.dump();
}

}  // namespace relval
