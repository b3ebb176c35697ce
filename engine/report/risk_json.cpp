#include "report/risk_json.hpp"

#include "base/text.hpp"
#include "report/json_values.hpp"

namespace relval {
namespace {

constexpr auto number = number_json;
constexpr auto stat = statistic_json;

Json tails(const TailRisks& t) {
  return {{"periods", t.periods},
          {"var_95", stat(t.at_95.var)}, {"es_95", stat(t.at_95.es)},
          {"var_99", stat(t.at_99.var)}, {"es_99", stat(t.at_99.es)}};
}

Json as_it_stands(const HistoricalSimulation& h) {
  Json j = {{"status", name_of(h.status)}};
  j.update(tails(h.tail));
  const bool any = !h.dates.empty();
  j["first"] = any ? Json(to_iso(h.dates.front())) : Json(nullptr);
  j["last"] = any ? Json(to_iso(h.dates.back())) : Json(nullptr);
  j["worst_date"] = any ? Json(to_iso(h.dates[h.worst])) : Json(nullptr);
  j["worst_pnl"] = any ? number(h.pnl[h.worst]) : Json(nullptr);
  j["rows_left_out"] = h.rows_left_out;
  j["moves"] = h.moves;
  j["moves_by_median_of_leg"] = h.filled;
  j["names_by_median_of_leg"] = h.names_filled;
  return j;
}

Json jumps(const std::vector<IssuerJump>& side) {
  Json list = Json::array();
  for (const IssuerJump& i : side) {
    list.push_back({{"issuer", i.issuer}, {"pnl", number(i.pnl)}, {"pnl_no_recovery", number(i.pnl_no_recovery)}});
  }
  return list;
}

Json jump_part(const JumpToDefault& d) {
  Json j = {{"status", name_of(d.status)}, {"issuers", d.issuers}, {"names", d.names}};
  j["recovery_assumed"] = {{"value", kDefaultRecovery}, {"names", d.recovery_assumed}};
  j["left_out_kind_price"] = d.left_out;
  j["gross"] = number(d.gross);
  j["net"] = number(d.net);
  j["gross_no_recovery"] = number(d.gross_no_recovery);
  j["losses"] = jumps(d.losses);
  j["gains"] = jumps(d.gains);
  return j;
}

Json spread_over_names(const NameConcentration& c) {
  Json j = {{"hhi", stat(c.hhi)}, {"effective_names", stat(c.effective_names)}, {"names", c.names}};
  j["top"] = Json::array();
  for (const auto& [name, share] : c.top) j["top"].push_back({{"name", name}, {"share", number(share)}});
  j["top_share"] = number(c.top_share);
  return j;
}

Json by_tenor(const ByTenor& b) {
  Json j = Json::object();
  for (std::size_t n = 0; n < b.size(); ++n) j[exact(kTenorNodes[n]) + "y"] = number(b[n]);
  return j;
}

Json tenor_part(const RunResult& r, const TenorBuckets& t) {
  Json j = {{"unit", "currency, P&L of +1 bp"}, {"total", by_tenor(t.total)}};
  j["long"] = by_tenor(t.side[0]);
  j["short"] = by_tenor(t.side[1]);
  j["legs"] = Json::array();
  for (std::size_t l = 0; l < t.leg.size(); ++l) {
    Json leg = {{"leg", r.legs[l].name}};
    leg.update(by_tenor(t.leg[l]));
    j["legs"].push_back(std::move(leg));
  }
  return j;
}

Json scenario(const RunResult& r, const StressResult& s) {
  Json j = {{"pnl", number(s.total)},
            {"first_order", number(s.first_order_total)},
            {"convexity", number(s.total - s.first_order_total)},
            {"names_moved", s.names_moved},
            {"legs", Json::array()}};
  if (s.names_by_median) j["names_by_median_of_leg"] = *s.names_by_median;
  for (std::size_t l = 0; l < s.leg.size(); ++l) {
    j["legs"].push_back({{"leg", r.legs[l].name},
                         {"pnl", number(s.leg[l])},
                         {"first_order", number(s.first_order[l])},
                         {"convexity", number(s.leg[l] - s.first_order[l])}});
  }
  return j;
}

Json stress_part(const RunResult& r, const RiskReport& risk) {
  Json list = Json::array();
  for (std::size_t i = 0; i < risk.stress_now.size(); ++i) {
    const StressResult& now = risk.stress_now[i];
    Json j = {{"scenario", std::string(now.id)}, {"label", std::string(now.label)}, {"shock", std::string(now.shock)},
              {"source", std::string(now.source)}};
    j["at_entry"] = i < risk.stress_at_entry.size() ? scenario(r, risk.stress_at_entry[i]) : Json(nullptr);
    j["as_it_stands"] = scenario(r, now);
    list.push_back(std::move(j));
  }
  return list;
}

}  // namespace

std::string risk_json(const RunResult& r, const RiskReport& risk) {
  const bool held = risk.status == Status::ok;
  Json j = {{"status", name_of(risk.status)},
            {"unit", "currency; VaR and ES: losses positive, over one " + r.row_unit.name}};
  j["entry_date"] = held ? Json(to_iso(risk.entry_date)) : Json(nullptr);
  j["date"] = held ? Json(to_iso(risk.date)) : Json(nullptr);
  j["as_it_stands"] = as_it_stands(risk.as_it_stands);
  j["realised"] = tails(risk.realised);
  j["stress"] = stress_part(r, risk);
  j["jump_to_default"] = jump_part(risk.jump);
  j["concentration"] = {{"cs01", spread_over_names(risk.of_cs01)}, {"dts", spread_over_names(risk.of_dts)},
                        {"jump_to_default", spread_over_names(risk.of_jump)}};
  j["cs01_by_tenor"] = tenor_part(r, risk.tenors);
  j["duration_years"] = {{"long", stat(risk.durations.long_side)},
                         {"short", stat(risk.durations.short_side)},
                         {"long_less_short", stat(risk.durations.longer)}};
  return j.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string risk_by_day_json(const RunResult& r, const RiskByDay& days) {
  Json j = {{"status", name_of(days.status)},
            {"window_rows", days.window},
            {"var_on", name_of(days.tail_rows)},
            {"rows_held", days.rows_held},
            {"rows_with_var", days.rows_with_tails},
            {"measures", Json::array()}};
  const auto date = [&](const Statistic& x, std::size_t row) {
    return x.ok() ? Json(to_iso(r.dates[row])) : Json(nullptr);
  };
  for (const RiskLevel& l : days.levels) {
    j["measures"].push_back({{"name", l.name},
                             {"average", number(l.average.value)},
                             {"largest", number(l.largest.value)},
                             {"largest_date", date(l.largest, l.largest_row)},
                             {"last", number(l.last.value)},
                             {"last_date", date(l.last, l.last_row)}});
  }
  return j.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace relval
