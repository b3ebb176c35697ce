#include "report/summary_json.hpp"

#include "base/text.hpp"
#include "report/attribution_json.hpp"
#include "report/json_values.hpp"
#include "report/pair_json.hpp"
#include "report/risk_json.hpp"
#include "report/track_record_text.hpp"

namespace relval {
namespace {

constexpr auto number = number_json;
constexpr auto stat = statistic_json;

Json cell(const PnlCell& p) {
  Json j = Json::object();
  for (std::size_t c = 0; c < kComponents; ++c) j[kComponentNames[c]] = number(p.component[c]);
  j["total"] = number(p.total);
  return j;
}

Json run_part(const RunResult& r, const Summary& s) {
  Json j;
  j["name"] = r.config.name;
  j["description"] = r.config.description;
  j["first"] = r.dates.empty() ? Json(nullptr) : Json(to_iso(r.dates.front()));
  j["last"] = r.dates.empty() ? Json(nullptr) : Json(to_iso(r.dates.back()));
  j["rows"] = r.rows();
  j["row"] = r.row_unit.name;
  j["periods_per_year"] = number(r.periods_per_year);
  j["delay_rows"] = r.delay_rows;
  j["same_close"] = r.same_close;
  j["timeline"] = s.timeline;
  j["capital"] = number(r.config.portfolio.capital);
  j["capital_means"] = r.config.portfolio.capital_means;
  j["strategy"] = {{"name", r.strategy.name}, {"version", r.strategy.version}};
  j["data"] = {{"title", r.store.title}, {"origin", r.store.origin}, {"licence", r.store.licence},
               {"synthetic", r.store.synthetic}, {"digest", r.data_digest}};
  if (!r.store.market_case.empty()) j["data"]["case"] = r.store.market_case;
  return j;
}

Json pnl_part(const PnlTable& t) {
  Json j;
  j["unit"] = "currency";
  j["total"] = cell(t.total);
  j["long"] = cell(t.side[0]);
  j["short"] = cell(t.side[1]);
  j["legs"] = Json::array();
  for (const auto& leg : t.legs) {
    j["legs"].push_back({{"leg", leg.name}, {"total", cell(leg.total)}, {"long", cell(leg.side[0])},
                         {"short", cell(leg.side[1])}});
  }
  return j;
}

Json row_date(const RunResult& r, std::ptrdiff_t row) {
  return row == kInception ? Json(nullptr) : Json(to_iso(r.dates[static_cast<std::size_t>(row)]));
}

Json drawdown_part(const RunResult& r, const Statistics& x) {
  Json list = Json::array();
  constexpr std::size_t kListed = 10;
  for (std::size_t i = 0; i < x.drawdowns.size() && i < kListed; ++i) {
    const Drawdown& d = x.drawdowns[i];
    const Date from = d.peak == kInception ? r.dates.front() : r.dates[static_cast<std::size_t>(d.peak)];
    const Date to = d.recovery ? r.dates[*d.recovery] : r.dates.back();
    list.push_back({{"depth", number(d.depth)},
                    {"share_of_capital", stat(ratio(d.depth, x.capital))},
                    {"peak", row_date(r, d.peak)},
                    {"trough", to_iso(r.dates[d.trough])},
                    {"recovery", d.recovery ? Json(to_iso(r.dates[*d.recovery])) : Json(nullptr)},
                    {"rows", d.length},
                    {"calendar_days", to.days - from.days}});
  }
  return list;
}

// On synthetic data luck cannot be measured: the interval is not given.
Json sharpe_part(const RunResult& r, const Sharpe& x) {
  const Json none = {{"value", nullptr}, {"status", "n/a: synthetic"}};
  const bool synthetic = r.store.synthetic;
  return {{"ratio", stat(x.ratio)}, {"standard_error", stat(x.standard_error)},
          {"low_95", synthetic ? none : stat(x.low)}, {"high_95", synthetic ? none : stat(x.high)}};
}

Json extreme(const Statistic& pnl, const Statistic& share, const Json& at, const char* what) {
  return {{what, pnl.ok() ? at : Json(nullptr)}, {"pnl", stat(pnl)}, {"share_of_total", stat(share)}};
}

Json statistics_part(const RunResult& r, const Summary& s) {
  const Statistics& x = s.statistics;
  Json j;
  j["periods"] = x.periods;
  j["periods_per_year"] = number(x.periods_per_year);
  j["total"] = number(x.total);
  j["per_year"] = stat(x.per_year);
  j["annual_return"] = stat(x.annual_return);
  j["annual_volatility"] = stat(x.annual_volatility);
  j["sharpe"] = sharpe_part(r, x.sharpe);
  j["skewness"] = stat(x.skewness);
  j["excess_kurtosis"] = stat(x.excess_kurtosis);
  j["max_drawdown"] = stat(x.max_drawdown);
  j["drawdowns"] = drawdown_part(r, x);
  j["hit_rate"] = stat(x.hit_rate.rate);
  j["flat_share"] = number(x.hit_rate.flat_share);
  const auto date = [&](std::size_t row) { return r.dates.empty() ? Json(nullptr) : Json(to_iso(r.dates[row])); };
  j["best_period"] = extreme(x.days.best_pnl, x.days.best_share, date(x.days.best), "date");
  j["worst_period"] = extreme(x.days.worst_pnl, x.days.worst_share, date(x.days.worst), "date");
  const auto name = [&](std::size_t i) { return r.names.empty() ? Json(nullptr) : Json(r.instruments.id[i]); };
  j["best_name"] = extreme(x.names.best_pnl, x.names.best_share, name(x.names.best), "instrument");
  j["worst_name"] = extreme(x.names.worst_pnl, x.names.worst_share, name(x.names.worst), "instrument");
  j["autocorrelation_1"] = stat(x.autocorrelation);
  j["trades"] = x.trades;
  j["trade_rows"] = x.trade_rows;
  j["entry_rows"] = x.entry_rows;
  j["traded_notional"] = number(x.traded_notional);
  j["traded_cs01"] = number(x.traded_cs01);
  j["turnover_notional"] = stat(x.turnover_notional);
  j["turnover_cs01"] = stat(x.turnover_cs01);
  j["holding_rows"] = stat(x.holding_rows);
  j["break_even_multiple"] = stat(x.break_even.multiple);
  j["charged_half_spread_bp"] = stat(x.break_even.charged_bp);
  j["break_even_half_spread_bp"] = stat(x.break_even.half_spread_bp);
  const double cost = s.pnl.total.component[index_of(Component::cost)];  // not above 0
  for (const int times : {0, 1, 2, 3}) j["total_at_cost"][format("{}x", times)] = number(x.total + (times - 1) * cost);
  j["bp_captured"] = stat(x.bp_captured);
  j["bp_of_one_side"] = stat(x.bp_of_one_side);
  j["hedge"] = {{"periods", x.hedge.periods}, {"beta", stat(x.hedge.beta)}, {"r_squared", stat(x.hedge.r_squared)}};
  return j;
}

// p-values are of luck: on synthetic data there are none.
Json benchmark_part(const RunResult& r, const RunBenchmark& b) {
  const FactorRegression& f = b.regression;
  const bool known = f.status == Status::ok;
  const auto coefficient = [&](std::size_t i) {
    Json j = {{"value", known ? number(f.coefficient[i]) : Json(nullptr)},
              {"standard_error", known ? number(f.error[i]) : Json(nullptr)},
              {"t", known ? number(f.t[i]) : Json(nullptr)}};
    j["p"] = r.store.synthetic ? Json("n/a: synthetic") : known ? number(f.p[i]) : Json(nullptr);
    return j;
  };
  return {{"name", b.name},
          {"unit", b.unit},
          {"status", name_of(f.status)},
          {"rows", f.observations},
          {"rows_unknown", b.rows_unknown},
          {"lag", f.lag},
          {"alpha", coefficient(0)},
          {"alpha_per_year", stat(b.alpha_per_year)},
          {"beta", coefficient(1)},
          {"r_squared", number(f.r_squared)},
          {"correlation", stat(b.correlation)}};
}

Json level(const Level& l) {
  return {{"average", number(l.average)}, {"largest", number(l.maximum)}, {"entry", number(l.entry)},
          {"exit", number(l.exit)}};
}

Json levels(const RunResult& r, const ExposureLevels& e) {
  Json j;
  const bool held = e.rows_held > 0;
  j["rows_held"] = e.rows_held;
  j["entry_date"] = held ? Json(to_iso(r.dates[e.entry_row])) : Json(nullptr);
  j["last_held_date"] = held ? Json(to_iso(r.dates[e.exit_row])) : Json(nullptr);
  j["gross"] = level(e.gross);
  j["net"] = level(e.net);
  j["cs01_gross"] = level(e.cs01_gross);
  j["cs01_net"] = level(e.cs01_net);
  j["dts_gross"] = level(e.dts_gross);
  j["dts_net"] = level(e.dts_net);
  return j;
}

Json exposure_part(const RunResult& r, const ExposureSummary& e) {
  Json j;
  j["units"] = {{"gross, net", "currency of notional"}, {"cs01", "currency, P&L of +1 bp"},
                {"dts", "currency, P&L of +100 % of spread is minus this"}};
  j["book"] = levels(r, e.book);
  j["legs"] = Json::array();
  for (const auto& [name, of_leg] : e.legs) {
    Json leg = {{"leg", name}};
    leg.update(levels(r, of_leg));
    j["legs"].push_back(std::move(leg));
  }
  j["rows_both_sides"] = e.rows_both_sides;
  j["worst_net_cs01_share"] = number(e.worst_net_share);
  j["rows_beyond_5_percent"] = e.rows_beyond_tolerance;
  return j;
}

Json coverage_part(const Coverage& c) {
  Json j;
  j["rows"] = c.rows;
  j["store_rows"] = c.store_rows;
  j["warm_up_rows"] = c.warm_up_rows;
  j["names"] = c.names;
  j["names_held"] = c.names_held;
  j["held_marks"] = c.held_cells;
  j["stale_marks"] = c.stale_cells;
  j["break_marks"] = c.break_cells;
  j["longest_stale_rows"] = c.longest_stale_rows;
  j["longest_stale_name"] = c.longest_stale_name;
  j["catch_up_pnl"] = number(c.catch_up_pnl);
  j["longest_gap_days"] = c.longest_gap_days;
  j["fields"] = Json::array();
  for (const FieldInfo& f : c.fields) {
    j["fields"].push_back({{"field", f.name}, {"unit", f.unit},
                           {"sampling", f.sampling == Sampling::average ? "average" : "point"},
                           {"knowledge_lag", f.knowledge_lag}});
  }
  return j;
}

Json whole(const RunResult& r, const Summary& s) {
  Json j;
  j["relval_summary"] = 1;
  j["run"] = run_part(r, s);
  j["pnl"] = pnl_part(s.pnl);
  j["statistics"] = statistics_part(r, s);
  if (s.record) j["record"] = Json::parse(run_record_json(r.dates, *s.record, r.store.synthetic));
  if (s.benchmark) j["benchmark"] = benchmark_part(r, *s.benchmark);
  j["legs"] = Json::array();
  for (const LegSpread& l : s.spreads) {
    j["legs"].push_back({{"leg", l.leg},
                         {"spread_entry_bp", stat(l.entry)},
                         {"spread_exit_bp", stat(l.exit)},
                         {"spread_moved_bp", stat(l.moved)}});
  }
  j["members"] = Json::parse(members_json(r));
  j["pair"] = Json::parse(pair_json(r, s));
  j["attribution"] = Json::parse(attribution_json(s.attribution));
  if (!s.variations.empty()) j["variations"] = Json::parse(variations_json(s.variations));
  j["exposures"] = exposure_part(r, s.exposures);
  j["risk"] = Json::parse(risk_json(r, s.risk));
  if (s.risk_by_day.asked) j["risk"]["by_day"] = Json::parse(risk_by_day_json(r, s.risk_by_day));
  j["coverage"] = coverage_part(s.coverage);
  j["findings"] = Json::array();
  for (const Finding& f : s.findings) {
    j["findings"].push_back({{"id", f.id}, {"severity", name_of(f.severity)}, {"text", f.text}, {"remedy", f.remedy}});
    if (f.fails) j["findings"].back()["fails"] = true;
  }
  return j;
}

std::string dump(const Json& j) { return j.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace

std::string summary_json(const RunResult& r, const Summary& s) { return dump(whole(r, s)); }

std::string run_json(const std::string& summary, const std::string& directory, const std::string& id,
                     const std::string& published) {
  Json j;
  j["id"] = id;
  j["directory"] = directory;
  j["published"] = published;
  j["summary"] = Json::parse(summary);
  return dump(j);
}

}  // namespace relval
