// What ran: name, dates, data, sizes at entry, timeline; and what the marks covered.
#include <cmath>

#include "base/text.hpp"
#include "report/layout.hpp"
#include "report/screen_parts.hpp"

namespace relval {
namespace {

// Names of a leg held on a side after the row's close; all it may hold where positions were not kept.
std::size_t names_held(const RunResult& r, std::size_t row, std::size_t leg, Side side) {
  if (r.positions.empty()) return r.legs[leg].slots.size();
  std::size_t n = 0;
  for (const std::uint32_t s : r.legs[leg].slots) {
    const double held = r.positions[row * r.instruments.size() + s];
    n += side == Side::long_risk ? held > 0 : held < 0;
  }
  return n;
}

// "industrial (61 names) 100.0m, energy (3 names) 5.0m": the legs of one side with their size, the largest few named.
std::string side_text(const RunResult& r, std::size_t row, Side side) {
  constexpr std::size_t kNamed = 2;
  std::vector<std::string> parts;
  std::size_t others = 0;
  double total = 0;
  for (std::size_t l = 0; l < r.legs.size(); ++l) {
    const double n = std::fabs(r.held(row, l, side).notional);
    if (n == 0) continue;
    total += n;
    const std::string size = r.legs[l].slots.size() > 1 ? " (" + plural(names_held(r, row, l, side), "name") + ")" : "";
    if (parts.size() < kNamed) parts.push_back(r.legs[l].name + size + " " + amount(n));
    else ++others;
  }
  if (parts.empty()) return "nothing";
  if (others > 0) return join(parts, ", ") + " and " + plural(others, "leg") + " more, together " + amount(total);
  return join(parts, ", ");
}

std::string sizes_line(const RunResult& r, const Summary& s) {
  const ExposureLevels& book = s.exposures.book;
  if (book.rows_held == 0) return "No position was held at any close";
  const BookExposure e = book_exposure(r, book.entry_row, 0, r.legs.size());
  std::string line = "Entry " + to_iso(r.dates[book.entry_row]) + ": long " +
                     side_text(r, book.entry_row, Side::long_risk) + " / short " +
                     side_text(r, book.entry_row, Side::short_risk);
  line += "; P&L +1 bp " + signed_amount(e.cs01_long) + " long, " + signed_amount(e.cs01_short) + " short";
  if (r.config.sizing.given) line += std::string("; sized by ") + name_of(r.config.sizing.unit);
  return line + "; capital " + amount(r.config.portfolio.capital) + currency_of(r) + " (" +
         r.config.portfolio.capital_means + ")";
}

}  // namespace

std::string screen_header(const RunResult& r, const Summary& s, Detail detail) {
  const Coverage& c = s.coverage;
  std::string line = r.config.name;
  if (c.rows > 0) line += "  " + to_iso(c.first) + ".." + to_iso(c.last);
  line += "  " + plural(c.rows, r.row_unit.name) + " (" + number(r.periods_per_year, 0) + " a year)";
  line += "  " + r.strategy.name;
  std::string out = marked(line, r.store);
  std::string data = "Data: " + r.store.title;
  if (!r.store.origin.empty()) data += " (" + r.store.origin + ")";
  if (detail == Detail::full || !r.store.synthetic) out += wrapped(data, 2);  // synthetic is said in the first line
  return out + wrapped(sizes_line(r, s), 2) + wrapped("Timeline: " + s.timeline, 2);
}

std::string screen_coverage(const RunResult& r, const Summary& s) {
  const Coverage& c = s.coverage;
  std::string line = "COVERAGE " + with_thousands(static_cast<double>(c.rows)) + " of " +
                     plural(c.store_rows, "row") + " of the store, " + std::to_string(c.names_held) + " of " +
                     plural(c.names, "name") + " held";
  if (c.held_cells > 0) {
    const double stale = 100.0 * static_cast<double>(c.stale_cells) / static_cast<double>(c.held_cells);
    line += ", " + number(stale, 1) + " % of " + plural(c.held_cells, "mark") + " stale";
    if (c.longest_stale_rows > 0) {
      line += " (longest " + plural(c.longest_stale_rows, r.row_unit.name) + ", " + c.longest_stale_name + ")";
    }
    line += ", " + std::to_string(c.break_cells) + " on breaks";
  }
  std::vector<std::string> fields;
  for (const FieldInfo& f : c.fields) {
    fields.push_back(f.name + (f.sampling == Sampling::average ? " AVERAGE" : " point"));
  }
  if (!fields.empty()) line += "; marks: " + join(fields, ", ");
  return wrapped(line, 9);
}

std::string screen_findings(const Summary& s, Detail detail) {
  const bool full = detail == Detail::full;
  const std::size_t most = full ? s.findings.size() : 8;
  if (s.findings.empty()) return "FINDINGS none\n";
  std::string out = "FINDINGS " + std::to_string(s.findings.size()) + "\n";
  for (std::size_t i = 0; i < s.findings.size() && i < most; ++i) {
    const Finding& f = s.findings[i];
    const bool told = !f.remedy.empty() && (full || f.severity == Severity::problem);
    const std::string remedy = told ? " -> " + f.remedy : "";
    out += wrapped(" " + pad_right(mark_of(f.severity), 2) + " " + f.text + remedy, 4);
  }
  if (s.findings.size() > most) out += "    and " + std::to_string(s.findings.size() - most) + " more with --full\n";
  return out;
}

}  // namespace relval
