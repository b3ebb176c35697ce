// The risk of the book and of the track record: tails, scenarios, defaults, names, and where on the curve it sits.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "report/layout.hpp"
#include "report/screen_parts.hpp"

namespace relval {
namespace {

constexpr std::size_t kLabel = 22, kColumn = 12, kIndent = 9, kLegsByTenor = 4;
constexpr std::size_t kStressLabel = 24, kTableColumn = 14;

// Losses are positive here; "-" where the tail has less than one period.
std::string tail_line(const std::string& label, const TailRisks& t, const Scale& scale, const std::string& worst) {
  std::string line = pad_right(label, kLabel);
  for (const TailRisk* at : {&t.at_95, &t.at_99}) {
    for (const Statistic* x : {&at->var, &at->es}) line += pad_left(x->ok() ? scale(x->value) : "-", kColumn);
  }
  if (!worst.empty()) line += "   worst " + worst + " of " + with_thousands(static_cast<double>(t.periods));
  return line + "\n";
}

std::size_t stress_width(const StressResult& x) { return std::max<std::size_t>(width_of(x.label) + 2, 11); }

double largest_of(const TailRisks& t) {
  double largest = 0;
  for (const Statistic* x : {&t.at_95.es, &t.at_99.es, &t.at_95.var, &t.at_99.var}) {
    if (x->ok()) largest = std::max(largest, std::fabs(x->value));
  }
  return largest;
}

// What the simulation had to assume; empty where it had every quote.
std::string gaps_line(const RunResult& r, const HistoricalSimulation& h) {
  std::vector<std::string> parts;
  if (h.filled > 0) {
    parts.push_back(number(100.0 * static_cast<double>(h.filled) / static_cast<double>(h.moves), 1) +
                    " % of moves are medians of the leg, for want of a quote");
  }
  if (h.rows_left_out > 0) parts.push_back(plural(h.rows_left_out, r.row_unit.name) + " left out for want of any");
  return parts.empty() ? "" : wrapped(std::string(kIndent, ' ') + "as it stands: " + join(parts, "; "), kIndent);
}

std::string tail_lines(const RunResult& r, const Summary& s, Detail detail) {
  const HistoricalSimulation& h = s.risk.as_it_stands;
  const TailRisks& realised = s.risk.realised;
  const Scale scale = scale_for(std::max(largest_of(h.tail), largest_of(realised)));
  std::string out =
      pad_right("RISK" + (scale.unit.empty() ? "" : " " + scale.unit) + ", one " + r.row_unit.name, kLabel);
  for (const char* column : {"VaR 95 %", "ES 95 %", "VaR 99 %", "ES 99 %"}) out += pad_left(column, kColumn);
  out +=
      "\n" + tail_line("realised", realised, scale, realised.periods ? to_iso(r.dates[s.statistics.days.worst]) : "");
  if (s.risk.status != Status::ok) return out;
  return out + tail_line("as it stands", h.tail, scale, h.dates.empty() ? "" : to_iso(h.dates[h.worst])) +
         (detail == Detail::full ? gaps_line(r, h) : "");
}

// A scenario about some owners is shown where the reversal finds one of them; the others move everybody.
bool moves_by_name(const RiskReport& risk, const StressResult& x) {
  if (x.id.rfind("hyperscaler_", 0) != 0) return true;
  const auto count = [](const StressResult* of) { return of ? of->names_moved : 0; };
  return count(find_stress(risk.stress_at_entry, "hyperscaler_reversal")) +
             count(find_stress(risk.stress_now, "hyperscaler_reversal")) > 0;
}

// The scenarios that move anybody, most telling first, as many as the screen is wide.
std::vector<std::pair<const StressResult*, const StressResult*>> scenarios_shown(const RiskReport& risk) {
  std::vector<std::pair<const StressResult*, const StressResult*>> shown;
  std::size_t width = kStressLabel;
  for (const char* id : {"covid", "hyperscaler_reversal", "hyperscaler_issuance", "gfc", "up_50", "covid_rally"}) {
    const StressResult *entry = find_stress(risk.stress_at_entry, id), *now = find_stress(risk.stress_now, id);
    if (!entry || !now || !moves_by_name(risk, *now)) continue;
    width += stress_width(*now);
    if (width > kScreenWidth) break;
    shown.emplace_back(entry, now);
  }
  return shown;
}

std::string stress_lines(const RiskReport& risk) {
  const auto shown = scenarios_shown(risk);
  double largest = 0;
  for (const auto& [entry, now] : shown) largest = std::max({largest, std::fabs(entry->total), std::fabs(now->total)});
  const Scale scale = scale_for(largest);
  std::string head = pad_right("STRESS, P&L" + (scale.unit.empty() ? "" : " " + scale.unit), kStressLabel);
  std::string at_entry = pad_right("at entry " + to_iso(risk.entry_date), kStressLabel);
  std::string as_it_stands = pad_right("as it stands " + to_iso(risk.date), kStressLabel);
  for (const auto& [entry, now] : shown) {
    const std::size_t width = stress_width(*now);
    head += pad_left(now->label, width);
    at_entry += pad_left(scale(entry->total), width);
    as_it_stands += pad_left(scale(now->total), width);
  }
  return shown.empty() ? "" : head + "\n" + at_entry + "\n" + as_it_stands + "\n";
}

// Legs that some scenario moves, as many as the screen is wide.
std::vector<std::size_t> legs_moved(const RiskReport& risk, std::size_t legs) {
  constexpr std::size_t kMost = 3;
  std::vector<std::size_t> out;
  for (std::size_t l = 0; l < legs && out.size() < kMost; ++l) {
    const auto moves = [&](const StressResult& s) { return s.leg[l] != 0; };
    if (std::any_of(risk.stress_now.begin(), risk.stress_now.end(), moves)) out.push_back(l);
  }
  return out.size() > 1 ? out : std::vector<std::size_t>{};
}

std::string short_name(const std::string& leg) {
  return width_of(leg) < kTableColumn - 1 ? leg : pad_right(leg, kTableColumn - 2);
}

// A few sizes tell the others, which are nearly in proportion.
bool told_by_others(const std::string& id) {
  for (const char* other : {"up_10", "up_25", "up_100", "down_10", "times_1.1", "times_1.25", "times_2"})
    if (id == other) return true;
  return false;
}

// Without ratings every name takes the move of the whole index.
bool rates_nobody(const RiskReport& risk, std::size_t i) {
  return risk.stress_now[i].id == "covid_by_rating" && risk.stress_now[i].leg == risk.stress_now[0].leg &&
         risk.stress_at_entry[i].leg == risk.stress_at_entry[0].leg;
}

// The scenarios that move anybody, a line each: in total at entry, then as it stands, in total and by leg.
std::string stress_table(const RunResult& r, const RiskReport& risk) {
  double largest = 0;
  for (const auto* all : {&risk.stress_at_entry, &risk.stress_now})
    for (const StressResult& s : *all)
      for (const double x : s.leg) largest = std::max({largest, std::fabs(x), std::fabs(s.total)});
  const Scale scale = scale_for(largest);
  const std::vector<std::size_t> legs = legs_moved(risk, r.legs.size());
  std::string out = pad_right("STRESS, P&L" + (scale.unit.empty() ? "" : " " + scale.unit), kStressLabel) +
                    pad_left("at entry", kTableColumn) + pad_left("as it stands", kTableColumn);
  for (const std::size_t l : legs) out += pad_left(short_name(r.legs[l].name), kTableColumn);
  out += "\n";
  for (std::size_t i = 0; i < std::min(risk.stress_now.size(), risk.stress_at_entry.size()); ++i) {
    const StressResult &entry = risk.stress_at_entry[i], &now = risk.stress_now[i];
    if (entry.names_moved + now.names_moved == 0 || !moves_by_name(risk, now)) continue;
    if (told_by_others(now.id) || rates_nobody(risk, i)) continue;
    const std::string label = now.id.rfind("worst_", 0) == 0 ? "own worst " + now.label : now.label;
    out += pad_right(label, kStressLabel) + pad_left(scale(entry.total), kTableColumn) +
           pad_left(scale(now.total), kTableColumn);
    for (const std::size_t l : legs) out += pad_left(scale(now.leg[l]), kTableColumn);
    out += "\n";
  }
  return out;
}

std::string jumps_text(const std::vector<IssuerJump>& side) {
  constexpr std::size_t kShown = 3;
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < side.size() && i < kShown; ++i) {
    parts.push_back(side[i].issuer + " " + signed_amount(side[i].pnl));
  }
  return join(parts, ", ");
}

std::string default_line(const RiskReport& risk) {
  const JumpToDefault& d = risk.jump;
  if (d.issuers == 0) return "";
  std::vector<std::string> parts;
  for (const auto* side : {&d.losses, &d.gains}) {
    if (!side->empty()) parts.push_back(jumps_text(*side));
  }
  std::string text = "DEFAULT  " + join(parts, " | ");
  if (d.issuers > 1) text += "; net " + signed_amount(d.net) + ", gross " + amount(d.gross);
  text += "; without recovery gross " + amount(d.gross_no_recovery);
  if (d.recovery_assumed > 0) {
    text += "; recovery " + number(100 * kDefaultRecovery, 0) + " % assumed" +
            (d.recovery_assumed < d.names ? " for " + plural(d.recovery_assumed, "name") : "");
  }
  return wrapped(text, kIndent);
}

std::string share_text(const char* measure, const NameConcentration& c) {
  if (!c.hhi.ok() || c.names < 2) return "";
  const double share = c.top.front().second;
  return std::string(measure) + ": " + c.top.front().first + " " + number(100 * share, share < 0.095 ? 1 : 0) + " %, " +
         number(c.effective_names, 1) + " effective of " + std::to_string(c.names);
}

std::string names_line(const RiskReport& risk) {
  std::vector<std::string> parts;
  for (const std::string& text : {share_text("CS01", risk.of_cs01), share_text("default", risk.of_jump)}) {
    if (!text.empty()) parts.push_back(text);
  }
  return parts.empty() ? "" : wrapped("NAMES    " + join(parts, "; "), kIndent);
}

// How the VaR of the book went; risk.csv has the other measures.
std::string by_day_line(const RunResult& r, const RiskByDay& days) {
  const RiskLevel* var = find_level(days, "book_var_95");
  if (!var || !var->average.ok()) return "";
  std::string text = format("BY DAY   VaR 95 % of {} rows: average {}, largest {} on {}, last {}; risk.csv",
                            days.window, amount(var->average.value), amount(var->largest.value),
                            to_iso(r.dates[var->largest_row]), amount(var->last.value));
  if (days.tail_rows == RowsWithTails::month_ends)
    text += "; for the size of the book on month ends alone (report.risk_by_day: all has every row)";
  return wrapped(text, kIndent);
}

std::string tenor_row(const std::string& label, const ByTenor& b, const Scale& scale) {
  std::string line = pad_right(label, kLabel);
  for (const double x : b) line += pad_left(scale(x), kColumn - 1);
  return line + "\n";
}

// Only where the sides sit on different parts of the curve: a CS01-neutral pair is then a trade on its slope too.
std::string tenor_lines(const RunResult& r, const RiskReport& risk) {
  if (!risk.durations.longer.ok() || std::fabs(risk.durations.longer.value) <= 1.0) return "";
  double largest = 0;
  for (const ByTenor& side : risk.tenors.side) {
    for (const double x : side) largest = std::max(largest, std::fabs(x));
  }
  const Scale scale = scale_for(largest);
  std::string out = pad_right("P&L +1 bp" + (scale.unit.empty() ? "" : " " + scale.unit) + " by tenor", kLabel);
  for (const double node : kTenorNodes) out += pad_left(number(node, 0) + "y", kColumn - 1);
  out += "\n";
  if (r.legs.size() > kLegsByTenor) {
    return out + tenor_row("long side", risk.tenors.side[0], scale) +
           tenor_row("short side", risk.tenors.side[1], scale);
  }
  for (std::size_t l = 0; l < r.legs.size(); ++l) out += tenor_row(r.legs[l].name, risk.tenors.leg[l], scale);
  return out;
}

}  // namespace

std::string screen_risk(const RunResult& r, const Summary& s, Detail detail) {
  const RiskReport& risk = s.risk;
  if (r.trades.empty()) return "";
  std::string out = "\n" + tail_lines(r, s, detail);
  if (risk.status == Status::not_kept) {
    return out + "         the book as it stands: not kept (report.by_name keeps it)\n\n";
  }
  if (detail == Detail::brief) return out + stress_lines(risk) + "\n";
  if (!risk.stress_now.empty())
    out += "the book at entry " + to_iso(risk.entry_date) + ", and as it stands " + to_iso(risk.date) + "\n" +
           stress_table(r, risk);
  return out + default_line(risk) + names_line(risk) + by_day_line(r, s.risk_by_day) + tenor_lines(r, risk) + "\n";
}

}  // namespace relval
