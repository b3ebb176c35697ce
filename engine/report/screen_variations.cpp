// The run beside its variations: hedges, other values, entries, cases, seeds.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "report/layout.hpp"
#include "report/screen_parts.hpp"

namespace relval {
namespace {

constexpr std::size_t kValue = 24, kColumn = 9, kIndent = 9;
constexpr std::size_t kFew = 3;  // members of a table that the brief screen has in one line

std::string shown(const Statistic& x, const Scale& scale) { return x.ok() ? scale(x.value) : "-"; }

// "[ORCL]", "[]", "market_beta": what was varied; the run itself is marked.
std::string label(const Variation& v) {
  return "  " + pad_right(v.value + (v.as_run ? " <" : "") + (v.figures.trimmed ? " *" : ""), kValue - 2);
}

std::string member_line(const Variation& v, const Scale& pnl, const Scale& size,
                        const std::vector<std::string>& cases) {
  if (!v.fault.empty()) {
    const std::string first = v.fault.substr(0, v.fault.find('\n'));
    return label(v) + "  did not run: " + first.substr(0, kScreenWidth - kValue - 16) + "\n";
  }
  const Figures& f = v.figures;
  std::string line = label(v) + pad_left(size(f.long_notional), kColumn) + pad_left(size(f.short_notional), kColumn) +
                     pad_left(pnl(f.total), kColumn);
  for (const std::string& c : cases) {
    std::string there = "-";
    for (const auto& [name, total] : v.other_cases)
      if (name == c) there = pnl(total);
    line += pad_left(there, std::max(kColumn, c.size() + 2));
  }
  line += pad_left(f.market_beta.ok() ? format("{:+.2f}", f.market_beta.value) : "-", kColumn - 1) +
          pad_left(shown(f.carry_at_entry, pnl), kColumn - 1) + pad_left(shown(f.covid_at_entry, pnl), kColumn + 1) +
          pad_left(number(f.sharpe, 2), kColumn - 2);
  return line + "\n";
}

std::string table_text(const VariationTable& t, const Scale& pnl, const Scale& size) {
  std::vector<std::string> cases;
  for (const Variation& v : t.members)
    for (const auto& [name, total] : v.other_cases)
      if (std::find(cases.begin(), cases.end(), name) == cases.end()) cases.push_back(name);
  std::string out = pad_right(t.key, kValue) + pad_left("long " + size.unit, kColumn) +
                    pad_left("short " + size.unit, kColumn) + pad_left("P&L " + pnl.unit, kColumn);
  for (const std::string& c : cases) out += pad_left(c, std::max(kColumn, c.size() + 2));
  out += pad_left("beta", kColumn - 1) + pad_left("carry/d", kColumn - 1) + pad_left("Covid", kColumn + 1) +
         pad_left("Sharpe", kColumn - 2) + "\n";
  for (const Variation& v : t.members) out += member_line(v, pnl, size, cases);
  return out;
}

// A few values in one line: the totals alone, and how far each is from the run's.
std::string totals_text(const VariationTable& t, double run_total, const Scale& pnl) {
  std::vector<std::string> parts;
  for (const Variation& v : t.members) {
    if (v.as_run) parts.push_back(v.value + " < " + pnl(v.figures.total));
    else
      parts.push_back(v.value + " " + pnl(v.figures.total) + " (" + (v.figures.total < run_total ? "" : "+") +
                      pnl(v.figures.total - run_total) + ")");
  }
  return wrapped(pad_right(t.key, kValue) + "  P&L " + pnl.unit + "  " + join(parts, " | "), kIndent);
}

std::string entries_text(const Variations& all, const Scale& pnl) {
  std::vector<std::string> parts;
  for (const EntryShift& e : all.entries)
    parts.push_back(to_iso(e.entered.value_or(e.from)) + (e.days == 0 ? " <" : "") + " " +
                    (e.fault.empty() ? pnl(e.total) : "-"));
  return parts.empty() ? "" : wrapped(pad_right("ENTRY " + pnl.unit, kIndent) + join(parts, " | "), kIndent);
}

std::string cases_text(const Variations& all, const Scale& pnl) {
  std::vector<std::string> parts;
  for (const Variation& v : all.cases.members)
    parts.push_back(v.value + (v.as_run ? " <" : "") + " " + (v.fault.empty() ? pnl(v.figures.total) : "-"));
  return parts.empty() ? "" : wrapped(pad_right("CASES " + pnl.unit, kIndent) + join(parts, " | "), kIndent);
}

// "FILE:LINE:COLUMN: what is wrong" and more lines, cut to what is wrong.
std::string short_fault(const std::string& fault) {
  const std::string first = fault.substr(0, fault.find('\n'));
  const auto place = first.find(": ");
  return place == std::string::npos ? first : first.substr(place + 2);
}

std::string left_out_text(const Variations& all, double run_total, const Scale& pnl) {
  std::vector<std::string> parts;
  for (const LeftOut& x : all.left_out)
    parts.push_back(x.issuer + " " + (x.fault.empty() ? pnl(x.figures.total) + " (" +
                                                            (x.figures.total < run_total ? "" : "+") +
                                                            pnl(x.figures.total - run_total) + ")"
                                                      : "did not run: " + short_fault(x.fault)));
  return parts.empty() ? "" : wrapped(pad_right("WITHOUT " + pnl.unit, kIndent + 2) + join(parts, " | "), kIndent);
}

}  // namespace

std::string screen_variations(const RunResult&, const Summary& s, Detail detail) {
  const Variations& all = s.variations;
  if (all.empty()) return "";
  double largest = std::fabs(s.statistics.total), size = 0;
  for (const VariationTable& t : all.tables)
    for (const Variation& v : t.members) {
      largest = std::max(largest, std::fabs(v.figures.total));
      size = std::max({size, v.figures.long_notional, v.figures.short_notional});
    }
  const Scale pnl = pnl_scale_for(largest), notional = scale_for(size);
  std::string out;
  const auto in_one_line = [&](const VariationTable& t) {
    const bool faults = std::any_of(t.members.begin(), t.members.end(), [](auto& v) { return !v.fault.empty(); });
    return detail == Detail::brief && t.members.size() <= kFew && &t != &all.tables.front() && !t.on_command_line &&
           !faults;
  };
  for (const VariationTable& t : all.tables)
    if (!in_one_line(t)) out += table_text(t, pnl, notional);
  for (const VariationTable& t : all.tables)
    if (in_one_line(t)) out += totals_text(t, s.statistics.total, pnl);
  if (!all.tables.empty())
    out += detail == Detail::brief
               ? "  < this run; * cut by a bound; beta, carry a day and Covid (x3.93) at entry, net\n"
               : wrapped("  < this run; * cut by a bound; long, short: notional at entry; beta to the factor leg at "
                         "entry, per CS01 of the long side; carry/d: net, a calendar day at entry, in the unit of the "
                         "P&L; Covid: x3.93 on the spreads at entry",
                         4);
  out += entries_text(all, pnl) + cases_text(all, pnl) + left_out_text(all, s.statistics.total, pnl);
  if (all.seeds)
    out += wrapped(pad_right("SEEDS", kIndent) + std::to_string(all.seeds->seeds) + " markets drawn anew: P&L " +
                       pnl.unit + " p5 " + pnl(all.seeds->p5) + ", p50 " + pnl(all.seeds->p50) + ", p95 " +
                       pnl(all.seeds->p95) + "; " + std::to_string(all.seeds->losing) + " lose",
                   kIndent);
  return out + "\n";
}

}  // namespace relval
