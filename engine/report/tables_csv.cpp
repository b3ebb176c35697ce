#include "report/tables_csv.hpp"

#include <cmath>
#include <set>

#include "analytics/exposures.hpp"
#include "analytics/risk_book.hpp"
#include "base/text.hpp"
#include "relval/types.hpp"

namespace relval {
namespace {

std::string value(double x) { return std::isnan(x) ? std::string() : exact(x); }

// A leg may be called like a column that is there already.
std::vector<std::string> leg_columns(const RunResult& r) {
  std::set<std::string> taken = {"date",  "total", "cumulative", "long", "short",
                                 "gross", "net",   "cs01",       "dts",  "cs01_gross"};
  taken.insert(kComponentNames.begin(), kComponentNames.end());
  std::vector<std::string> names;
  for (const LegInfo& leg : r.legs) names.push_back(taken.count(leg.name) > 0 ? "leg_" + leg.name : leg.name);
  return names;
}

}  // namespace

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string daily_csv(const RunResult& r) {
  std::string out = "date,total,cumulative";
  for (const char* name : kComponentNames) out += std::string(",") + name;
  out += ",long,short";
  for (const std::string& leg : leg_columns(r)) out += "," + csv_field(leg);
  out += ",gross,net,cs01,dts,cs01_gross\n";

  const DailyPnl daily = daily_pnl(r);
  const auto exposures = book_exposures(r);
  double cumulative = 0;
  for (std::size_t t = 0; t < r.rows(); ++t) {
    const PnlCell& day = daily.total[t];
    cumulative += day.total;
    out += to_iso(r.dates[t]) + "," + value(day.total) + "," + value(cumulative);
    for (double c : day.component) out += "," + value(c);
    for (std::size_t s = 0; s < kSides; ++s) out += "," + value(daily.side[t * kSides + s].total);
    for (std::size_t l = 0; l < r.legs.size(); ++l) out += "," + value(daily.leg[t * r.legs.size() + l].total);
    const BookExposure& e = exposures[t];
    for (double x : {e.gross, e.net, e.cs01_net, e.dts_net, e.cs01_gross}) out += "," + value(x);
    out += "\n";
  }
  return out;
}

std::string names_csv(const RunResult& r) {
  std::string out = "instrument,leg,owner,sector_l1,sector_l2,sector_l3,rows_held,trades,catch_up";
  for (const char* name : kComponentNames) out += std::string(",") + name;
  out += ",total\n";
  const std::vector<std::size_t> leg = leg_of_slots(r);
  for (std::size_t s = 0; s < r.names.size(); ++s) {
    const NameResult& n = r.names[s];
    if (n.rows_held == 0 && n.trades == 0) continue;
    const Instruments& all = r.instruments;
    out += csv_field(all.id[s]) + "," + csv_field(r.legs[leg[s]].name) + "," + csv_field(owner_of(all, s));
    for (const char* level : kSectorLevels) out += "," + csv_field(all.text_of(level, s));
    out += format(",{},{},", n.rows_held, n.trades) + value(n.pnl_on_catch_up);
    for (const double c : n.pnl.component) out += "," + value(c);
    out += "," + value(n.pnl.total) + "\n";
  }
  return out;
}

std::string risk_csv(const RunResult& r, const RiskByDay& days) {
  std::string out = "date";
  for (const RiskColumn& c : days.columns) {
    if (c.dimension.empty()) out += "," + c.name;
    for (const std::string& label : c.labels) out += "," + csv_field(c.name + "_" + label);
  }
  out += "\n";
  for (std::size_t t = 0; t < r.rows(); ++t) {
    out += to_iso(r.dates[t]);
    for (const RiskColumn& c : days.columns) {
      const std::size_t width = c.dimension.empty() ? 1 : c.labels.size();
      for (std::size_t i = 0; i < width; ++i) out += "," + value(c.values[t * width + i]);
    }
    out += "\n";
  }
  return out;
}

double spread_of(const RunResult& r, const Trade& t) {
  return r.instruments.kind[t.slot] == Kind::price ? kNaN : t.spread_bp;
}

double duration_of(const RunResult& r, const Trade& t) {
  return r.instruments.kind[t.slot] == Kind::price && t.duration_years == 0 ? kNaN : t.duration_years;
}

std::string trades_csv(const RunResult& r) {
  std::string out =
      "decided,date,instrument,leg,before,after,traded,cost,half_spread_bp,spread_bp,duration_years,reason,signal\n";
  for (const Trade& t : r.trades) {
    const std::string leg = t.leg < 0 ? std::string() : r.legs[static_cast<std::size_t>(t.leg)].name;
    out += to_iso(r.dates[t.decided_row]) + "," + to_iso(r.dates[t.row]) + "," + csv_field(r.instruments.id[t.slot]) +
           "," + csv_field(leg);
    for (double x :
         {t.before, t.after, t.after - t.before, t.cost, t.half_spread_bp, spread_of(r, t), duration_of(r, t)}) {
      out += "," + value(x);
    }
    out += std::string(",") + name_of(t.reason) + "," + value(t.signal) + "\n";
  }
  return out;
}

}  // namespace relval
