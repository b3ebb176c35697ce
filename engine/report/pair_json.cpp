#include "report/pair_json.hpp"

#include "report/json_values.hpp"

namespace relval {
namespace {

constexpr auto number = number_json;
constexpr auto stat = statistic_json;

Json sector_part(const SectorSplit& s) {
  Json j = {{"status", name_of(s.status)}};
  if (s.status != Status::ok) return j;
  j["level"] = s.level;
  j["sector"] = number(s.sector);
  j["idiosyncratic"] = number(s.idiosyncratic);
  j["sectors"] = Json::object();
  for (const auto& part : s.sectors) j["sectors"][part.name] = number(part.pnl);
  j["rows_times_names"] = s.cells;
  j["of_them_without_a_sector_mean"] = s.cells_alone;
  return j;
}

Json split_part(const PnlSplit& s, const SectorSplit& sectors) {
  const SplitPnl& x = s.total;
  return {{"status", name_of(s.status)},
          {"market", number(x.market)},
          {"divergence", number(x.divergence)},
          {"divergence_by_sector", sector_part(sectors)},
          {"net_carry", number(x.net_carry)},
          {"cost", number(x.cost)},
          {"total", number(x.total)},
          {"rows_without_beta", s.rows_without_beta},
          {"beta_at_entry", stat(s.beta_at_entry)},
          {"beta_now", stat(s.beta_now)}};
}

Json exclusions(const std::vector<ExclusionProof>& all) {
  Json list = Json::array();
  for (const ExclusionProof& p : all)
    list.push_back({{"name", p.name},
                    {"legs", p.legs},
                    {"rows", p.rows},
                    {"rows_clean", p.rows_clean},
                    {"largest", number(p.largest)},
                    {"held_by", p.held_by}});
  return list;
}

Json neutrality(const RunResult& r, const Summary& s) {
  Json list = Json::array();
  for (const Neutrality& n : s.neutrality)
    list.push_back({{"factor", n.factor},
                    {"band", n.band},
                    {"on_breach", name_of(n.on_breach)},
                    {"rows", n.rows},
                    {"rows_outside", n.rows_outside},
                    {"worst", number(n.worst)},
                    {"worst_date", to_iso(r.dates[n.worst_row])}});
  for (const LimitUse& l : s.limits)
    list.push_back({{"limit", l.limit},
                    {"most", l.most},
                    {"on_breach", name_of(l.on_breach)},
                    {"rows_outside", l.rows_outside},
                    {"worst", number(l.worst)},
                    {"worst_date", to_iso(r.dates[l.worst_row])}});
  return list;
}

Json member(const Variation& v) {
  Json j = {{"value", v.value}, {"as_run", v.as_run}};
  if (!v.fault.empty()) {
    j["fault"] = v.fault;
    return j;
  }
  const Figures& f = v.figures;
  j["total"] = number(f.total);
  j["cost"] = number(f.cost);
  j["long_notional"] = number(f.long_notional);
  j["short_notional"] = number(f.short_notional);
  j["sharpe"] = stat(f.sharpe);
  j["max_drawdown"] = stat(f.max_drawdown);
  j["market_beta"] = stat(f.market_beta);
  j["carry_a_day_at_entry"] = stat(f.carry_at_entry);
  j["carry_a_day_now"] = stat(f.carry_now);
  j["covid_at_entry"] = stat(f.covid_at_entry);
  j["trades"] = f.trades;
  j["trimmed"] = f.trimmed;
  for (const auto& [name, total] : v.other_cases) j["total_in_case"][name] = number(total);
  return j;
}

Json without(const std::vector<LeftOut>& all) {
  Json list = Json::array();
  for (const LeftOut& x : all) {
    Json j = {{"issuer", x.issuer}, {"its_pnl", number(x.pnl)}};
    if (!x.fault.empty()) j["fault"] = x.fault;
    else
      j.update({{"total", number(x.figures.total)},
                {"cost", number(x.figures.cost)},
                {"sharpe", stat(x.figures.sharpe)},
                {"max_drawdown", stat(x.figures.max_drawdown)},
                {"trades", x.figures.trades}});
    list.push_back(std::move(j));
  }
  return list;
}

Json table(const VariationTable& t) {
  Json members = Json::array();
  for (const Variation& v : t.members) members.push_back(member(v));
  return {{"key", t.key}, {"members", members}};
}

}  // namespace

std::string pair_json(const RunResult& r, const Summary& s) {
  Json j;
  j["split"] = split_part(s.split, s.sectors);
  j["net_carry_a_day"] = {{"at_entry", stat(s.carry.at_entry)}, {"now", stat(s.carry.now)},
                          {"turned", s.carry.turned_row ? Json(to_iso(r.dates[*s.carry.turned_row])) : Json(nullptr)}};
  j["rehedging"] = number(s.rehedging);
  j["exclusions"] = exclusions(s.exclusions);
  j["neutrality"] = neutrality(r, s);
  return j.dump();
}

std::string members_json(const RunResult& r) {
  Json list = Json::array();
  for (const LegChange& c : r.leg_changes)
    list.push_back({{"decided", to_iso(r.dates[c.decided_row])},
                    {"leg", r.legs[c.leg].name},
                    {"instrument", r.instruments.id[c.slot]},
                    {"change", c.joined ? "joined" : "left"},
                    {"why", c.why}});
  return list.dump();
}

std::string variations_json(const Variations& all) {
  Json j = {{"tables", Json::array()}, {"entries", Json::array()}, {"cases", table(all.cases)["members"]}};
  for (const VariationTable& t : all.tables) j["tables"].push_back(table(t));
  for (const EntryShift& e : all.entries)
    j["entries"].push_back({{"from", to_iso(e.from)},
                            {"days", e.days},
                            {"entered", e.entered ? Json(to_iso(*e.entered)) : Json(nullptr)},
                            {"total", e.fault.empty() ? number(e.total) : Json(nullptr)}});
  if (!all.left_out.empty()) j["without"] = without(all.left_out);
  if (all.seeds)
    j["seeds"] = {{"seeds", all.seeds->seeds}, {"p5", number(all.seeds->p5)}, {"p50", number(all.seeds->p50)},
                  {"p95", number(all.seeds->p95)}, {"losing", all.seeds->losing}};
  return j.dump();
}

}  // namespace relval
