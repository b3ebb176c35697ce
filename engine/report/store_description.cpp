#include "report/store_description.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "report/layout.hpp"

namespace relval {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& j) { return j.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"; }
Json number_or_null(double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); }

std::string coverage_text(const FieldCoverage& f) {
  if (f.cells == 0) return "-";
  const double missing = 100.0 * static_cast<double>(f.cells - f.values) / static_cast<double>(f.cells);
  return number(missing, missing > 0 && missing < 0.1 ? 2 : 1) + " %";
}

std::string gap_text(const FieldCoverage& f) {
  if (f.longest_gap_rows == 0) return "none";
  return plural(f.longest_gap_rows, "row") + ": " + f.longest_gap_instrument + " " + to_iso(f.longest_gap_from) + ".." +
         to_iso(f.longest_gap_to);
}

// Four digits that count, without exponents for the sizes that fields have.
std::string level(double x) {
  const double size = std::fabs(x);
  if (!std::isfinite(x)) return "-";
  if (size >= 1e7) return amount(x);
  return number(x, size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 || size == 0 ? 2 : 4);
}

std::string counts_line(const std::string& what, const std::vector<std::pair<std::string, std::size_t>>& counts) {
  constexpr std::size_t kShown = 12;
  std::vector<std::string> parts;
  for (const auto& [value, n] : counts) {
    if (parts.size() == kShown) break;
    parts.push_back((value.empty() ? "(none)" : value) + " " + std::to_string(n));
  }
  std::string line = "  " + pad_right(what, 12) + join(parts, ", ");
  if (counts.size() > kShown) line += " and " + std::to_string(counts.size() - kShown) + " values more";
  return wrapped(line, 14);
}

std::string field_table(const std::vector<FieldCoverage>& fields) {
  std::string out = pad_right("FIELDS", 18) + pad_right("unit", 10) + pad_right("marks", 9) + pad_left("names", 6) +
                    pad_left("missing", 9) + pad_left("low", 10) + pad_left("median", 10) + pad_left("high", 10) +
                    "  longest gap\n";
  for (const FieldCoverage& f : fields) {
    const std::string name = f.info.name + (f.market_case.empty() ? "" : " " + f.market_case);
    out += "  " + pad_right(name, 16) + pad_right(f.info.unit, 10) +
           pad_right(f.info.sampling == Sampling::average ? "AVERAGE" : "point", 9) +
           pad_left(std::to_string(f.instruments), 6) + pad_left(coverage_text(f), 9) + pad_left(level(f.low), 10) +
           pad_left(level(f.median), 10) + pad_left(level(f.high), 10) + "  " + gap_text(f) + "\n";
  }
  return out;
}

// "2 start late: A from 2001-01-31, B from 2003-02-28", the first few named.
std::string edge_text(const std::vector<std::pair<std::string, Date>>& names, const char* what, const char* when) {
  constexpr std::size_t kNamed = 6;
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < names.size() && i < kNamed; ++i) {
    parts.push_back(names[i].first + " " + when + " " + to_iso(names[i].second));
  }
  std::string text = plural(names.size(), "name") + " " + what + ": " + join(parts, ", ");
  if (names.size() > kNamed) text += " and " + std::to_string(names.size() - kNamed) + " more";
  return text;
}

// Names without values at the ends of the store, which no gap shows.
std::string edges(const std::vector<FieldCoverage>& fields) {
  std::string out;
  for (const FieldCoverage& f : fields) {
    std::vector<std::string> parts;
    if (!f.late.empty()) parts.push_back(edge_text(f.late, f.late.size() == 1 ? "starts late" : "start late", "from"));
    if (!f.ended.empty()) parts.push_back(edge_text(f.ended, f.ended.size() == 1 ? "ends early" : "end early", "to"));
    if (!parts.empty()) out += wrapped("  " + pad_right(f.info.name, 16) + join(parts, "; "), 18);
  }
  return out.empty() ? out : "PART OF THE STORE'S DATES\n" + out;
}

Json edges_json(const std::vector<std::pair<std::string, Date>>& names) {
  Json list = Json::array();
  for (const auto& [id, date] : names) list.push_back({{"instrument", id}, {"date", to_iso(date)}});
  return list;
}

Json field_json(const FieldCoverage& f) {
  Json j;
  j["field"] = f.info.name;
  if (!f.market_case.empty()) j["case"] = f.market_case;
  j["unit"] = f.info.unit;
  j["sampling"] = f.info.sampling == Sampling::average ? "average" : "point";
  j["knowledge_lag"] = f.info.knowledge_lag;
  j["instruments"] = f.instruments;
  j["values"] = f.values;
  j["cells"] = f.cells;
  j["longest_gap_rows"] = f.longest_gap_rows;
  j["longest_gap_instrument"] = f.longest_gap_instrument;
  j["start_late"] = edges_json(f.late);
  j["end_early"] = edges_json(f.ended);
  j["low"] = number_or_null(f.low);
  j["median"] = number_or_null(f.median);
  j["high"] = number_or_null(f.high);
  return j;
}

bool is_error(const StoreFault& f) { return f.severity == StoreFault::Severity::error; }

std::vector<StoreFault> errors_first(std::vector<StoreFault> faults) {
  std::stable_partition(faults.begin(), faults.end(), is_error);
  return faults;
}

}  // namespace

std::string store_text(const StoreDescription& d) {
  std::string out = marked(d.file + "  " + d.info.title, d.info);
  out += wrapped("Origin: " + (d.info.origin.empty() ? std::string("not stated") : d.info.origin), 2);
  out += wrapped("Licence: " + (d.info.licence.empty() ? std::string("not stated") : d.info.licence), 2);
  std::string nature = d.info.synthetic ? "Synthetic data" : "Real data";
  nature += d.info.unchecksummed ? "; unchecksummed: damage would be read as numbers" : "; checksummed";
  if (!d.info.created_by.empty()) nature += "; created by " + d.info.created_by;
  out += wrapped(nature, 2);
  out += "\nDATES       " + to_iso(d.first) + ".." + to_iso(d.last) + "  " + plural(d.rows, "row") + ", a row is a " +
         d.row.name + " (" + number(d.row.periods_per_year, 0) + " a year)\n";
  if (!d.cases.empty()) out += "CASES       " + join(d.cases, ", ") + "; market.case names one\n";
  if (d.generator_seed) out += "GENERATOR   seed " + std::to_string(*d.generator_seed) + "; its spec is in the store\n";
  out += "INSTRUMENTS " + std::to_string(d.instruments) + "\n";
  for (const auto& [what, counts] : d.by) out += counts_line(what, counts);
  out += "\n" + field_table(d.fields) + edges(d.fields);
  if (!d.series.empty()) out += "SERIES\n";
  for (const auto& s : d.series) {
    out += "  " + pad_right(s.name, 26) + pad_right(s.unit, 14) + to_iso(s.first) + ".." + to_iso(s.last) + "  " +
           with_thousands(static_cast<double>(s.entries)) + (s.entries == 1 ? " entry, " : " entries, ") +
           plural(s.revisions, "revision") + "\n";
  }
  if (!d.curves.empty()) out += "CURVES      " + join(d.curves, ", ") + "\n";
  if (d.events > 0) out += "EVENTS      " + std::to_string(d.events) + "\n";
  return out;
}

std::string store_json(const StoreDescription& d) {
  Json j;
  j["relval_store_description"] = 1;
  j["file"] = d.file;
  j["title"] = d.info.title;
  j["origin"] = d.info.origin;
  j["licence"] = d.info.licence;
  j["created_by"] = d.info.created_by;
  j["synthetic"] = d.info.synthetic;
  j["checksummed"] = !d.info.unchecksummed;
  j["first"] = to_iso(d.first);
  j["last"] = to_iso(d.last);
  j["rows"] = d.rows;
  j["row"] = d.row.name;
  j["periods_per_year"] = d.row.periods_per_year;
  if (!d.cases.empty()) j["cases"] = d.cases;
  if (d.generator_seed) j["generator_seed"] = *d.generator_seed;
  j["instruments"] = d.instruments;
  j["counts"] = Json::object();
  for (const auto& [what, counts] : d.by) {
    j["counts"][what] = Json::object();
    for (const auto& [value, n] : counts) j["counts"][what][value] = n;
  }
  j["fields"] = Json::array();
  for (const FieldCoverage& f : d.fields) j["fields"].push_back(field_json(f));
  j["series"] = Json::array();
  for (const auto& s : d.series) {
    j["series"].push_back({{"series", s.name}, {"unit", s.unit}, {"entries", s.entries}, {"revisions", s.revisions},
                           {"first", to_iso(s.first)}, {"last", to_iso(s.last)}});
  }
  j["curves"] = d.curves;
  j["events"] = d.events;
  return dump(j);
}

std::string faults_text(const std::string& file, const std::vector<StoreFault>& faults) {
  if (faults.empty()) return file + ": no faults\n";
  std::string out;
  std::size_t errors = 0;
  for (const StoreFault& f : errors_first(faults)) {
    errors += is_error(f) ? 1 : 0;
    out += std::string(is_error(f) ? "error" : "question") + ": " + f.where + ": " + f.what + "\n";
    if (!f.hint.empty()) out += "  " + f.hint + "\n";
  }
  return out + file + ": " + plural(errors, "error") + ", " + plural(faults.size() - errors, "question") + "\n";
}

std::string faults_json(const std::string& file, const std::vector<StoreFault>& faults) {
  Json j;
  j["relval_store_faults"] = 1;
  j["file"] = file;
  j["errors"] = std::count_if(faults.begin(), faults.end(), is_error);
  j["faults"] = Json::array();
  for (const StoreFault& f : errors_first(faults)) {
    j["faults"].push_back({{"severity", is_error(f) ? "error" : "question"}, {"where", f.where}, {"what", f.what},
                           {"hint", f.hint}});
  }
  return dump(j);
}

}  // namespace relval
