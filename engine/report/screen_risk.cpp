// The risk of the book and of the track record: tails, scenarios, defaults, names, and where on the curve it sits.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "report/layout.hpp"
#include "report/screen_parts.hpp"

namespace relval {
namespace {

constexpr std::size_t kLabel = 22, kColumn = 13, kIndent = 9, kLegsByTenor = 4;

// Losses are positive here; with fewer periods than the tail needs the worst loss stands for it.
std::string tail_line(const std::string& label, const TailRisks& t, const Scale& scale) {
  std::string line = pad_right(label, kLabel);
  for (const TailRisk* at : {&t.at_95, &t.at_99}) {
    for (const Statistic* x : {&at->var, &at->es}) line += pad_left(x->ok() ? scale(x->value) : "-", kColumn);
  }
  return line;
}

double largest_of(const TailRisks& t) {
  double largest = 0;
  for (const Statistic* x : {&t.at_95.es, &t.at_99.es, &t.at_95.var, &t.at_99.var}) {
    if (x->ok()) largest = std::max(largest, std::fabs(x->value));
  }
  return largest;
}

std::string tail_lines(const RunResult& r, const RiskReport& risk) {
  const HistoricalSimulation& h = risk.as_it_stands;
  const Scale scale = scale_for(std::max(largest_of(h.tail), largest_of(risk.realised)));
  std::string out = pad_right("RISK, loss of a " + r.row_unit.name + (scale.unit.empty() ? "" : ", " + scale.unit), kLabel);
  for (const char* column : {"VaR 95 %", "ES 95 %", "VaR 99 %", "ES 99 %"}) out += pad_left(column, kColumn);
  out += "\n" + tail_line("realised", risk.realised, scale) + "   " + plural(risk.realised.periods, r.row_unit.name) + "\n";
  if (risk.status != Status::ok) return out;
  out += tail_line("as it stands", h.tail, scale) + "   " + plural(h.tail.periods, r.row_unit.name) + "\n";
  std::string note = std::string(kIndent, ' ') + "as it stands: the book of " + to_iso(risk.date) + " under past relative moves";
  if (!h.dates.empty()) note += " since " + to_iso(h.dates.front()) + ", worst " + to_iso(h.dates[h.worst]);
  if (h.filled > 0) {
    note += "; " + number(100.0 * static_cast<double>(h.filled) / static_cast<double>(h.moves), 1) +
            " % of moves are the leg's median";
  }
  if (h.rows_left_out > 0) note += "; " + plural(h.rows_left_out, r.row_unit.name) + " left out for want of a quote";
  return out + wrapped(note, kIndent);
}

// "Covid x3.93 -9.20m at entry, -8.10m now"; empty where it moves nobody.
std::string scenario_text(const RiskReport& risk, const char* id) {
  const StressResult *entry = find_stress(risk.stress_at_entry, id), *now = find_stress(risk.stress_now, id);
  if (!entry || !now || entry->names_moved + now->names_moved == 0) return "";
  return std::string(now->label) + " " + signed_amount(entry->total) + " at entry, " + signed_amount(now->total) + " now";
}

std::string stress_line(const RiskReport& risk) {
  std::vector<std::string> parts;
  for (const char* id : {"covid", "hyperscaler_reversal", "hyperscaler_issuance", "gfc", "up_50", "covid_rally"}) {
    if (const std::string text = scenario_text(risk, id); !text.empty()) parts.push_back(text);
  }
  return parts.empty() ? "" : wrapped("STRESS   " + join(parts, "; "), kIndent);
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
  std::string text = "DEFAULT  " + join(parts, " | ") + "; of " + plural(d.issuers, "issuer") + " gross " + amount(d.gross) +
                     ", net " + signed_amount(d.net) + ", gross without recovery " + amount(d.gross_no_recovery);
  if (d.recovery_assumed > 0) {
    text += "; recovery " + number(100 * kDefaultRecovery, 0) + " % assumed" +
            (d.recovery_assumed < d.names ? " for " + plural(d.recovery_assumed, "name") : "");
  }
  return wrapped(text, kIndent);
}

std::string share_text(const char* measure, const NameConcentration& c) {
  if (!c.hhi.ok()) return "";
  return std::string(measure) + ": " + c.top.front().first + " " + number(100 * c.top.front().second, 0) + " %, " +
         number(c.effective_names, 1) + " effective of " + std::to_string(c.names);
}

std::string names_line(const RiskReport& risk) {
  std::vector<std::string> parts;
  for (const std::string& text : {share_text("CS01", risk.of_cs01), share_text("DTS", risk.of_dts),
                                  share_text("default", risk.of_jump)}) {
    if (!text.empty()) parts.push_back(text);
  }
  return parts.empty() ? "" : wrapped("NAMES    " + join(parts, "; "), kIndent);
}

std::string tenor_row(const std::string& label, const ByTenor& b, const Scale& scale) {
  std::string line = pad_right(label, kLabel);
  for (const double x : b) line += pad_left(scale(x), kColumn - 2);
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
  for (const double node : kTenorNodes) out += pad_left(number(node, 0) + "y", kColumn - 2);
  out += "\n";
  if (r.legs.size() > kLegsByTenor) {
    return out + tenor_row("long side", risk.tenors.side[0], scale) + tenor_row("short side", risk.tenors.side[1], scale);
  }
  for (std::size_t l = 0; l < r.legs.size(); ++l) out += tenor_row(r.legs[l].name, risk.tenors.leg[l], scale);
  return out;
}

}  // namespace

std::string screen_risk(const RunResult& r, const Summary& s) {
  const RiskReport& risk = s.risk;
  if (r.trades.empty()) return "";
  std::string out = "\n" + tail_lines(r, risk);
  if (risk.status == Status::not_kept) {
    return out + "         the book as it stands: not kept (report.by_name keeps it)\n\n";
  }
  return out + stress_line(risk) + default_line(risk) + names_line(risk) + tenor_lines(r, risk) + "\n";
}

}  // namespace relval
