// A comparison of runs as a screen and as JSON.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "report/layout.hpp"
#include "report/run_comparison.hpp"

namespace relval {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLabel = 28, kWidest = 16, kFewRuns = 3, kScenarios = 6;

// Columns: of each run, and where they are few of each change against the first; else changes have a line of their own.
struct Columns {
  std::size_t runs;
  bool changes_beside() const { return runs <= kFewRuns; }
  std::size_t width() const {
    return std::min(kWidest, (kScreenWidth - kLabel) / (changes_beside() ? 2 * runs - 1 : runs));
  }
};

std::string letter(std::size_t i) { return std::string(1, static_cast<char>('A' + i)); }

std::string all_letters(std::size_t n) {  // "A | B"
  std::vector<std::string> out;
  for (std::size_t i = 0; i < n; ++i) out.push_back(letter(i));
  return join(out, " | ");
}

const char* name_of(FigureUnit unit) {
  switch (unit) {
    case FigureUnit::currency: return "currency";
    case FigureUnit::percent: return "fraction";
    case FigureUnit::plain: return "number";
    case FigureUnit::count: return "count";
  }
  return "";
}

std::string shown(double x, FigureUnit unit, const Scale& scale, bool change) {
  if (!std::isfinite(x)) return "-";
  std::string text;
  switch (unit) {
    case FigureUnit::currency: text = scale(x); break;
    case FigureUnit::percent: text = number(x * 100, 2); break;
    case FigureUnit::plain: text = number(x, 2); break;
    case FigureUnit::count: text = number(x, 0); break;
  }
  return change && x > 0 && text.find_first_of("123456789") != std::string::npos ? "+" + text : text;
}

double change_of(const ComparedFigure& f, std::size_t run) { return f.values[run] - f.values.front(); }

std::string figure_lines(const ComparedFigure& f, const Scale& scale, bool in_own_unit, const Columns& columns) {
  std::string label = "  " + f.name;
  if (f.unit == FigureUnit::percent) label += ", %";
  if (f.unit == FigureUnit::currency && in_own_unit && !scale.unit.empty()) label += " " + scale.unit;
  std::string line = pad_right(label, kLabel), changes;
  for (std::size_t i = 0; i < f.values.size(); ++i) {
    line += pad_left(shown(f.values[i], f.unit, scale, false), columns.width());
    if (i > 0) changes += pad_left(shown(change_of(f, i), f.unit, scale, true), columns.width());
  }
  if (columns.changes_beside()) return line + changes + "\n";
  return line + "\n" + pad_right("    against A", kLabel + columns.width()) + changes + "\n";
}

Scale scale_of(const std::vector<const ComparedFigure*>& rows) {
  double largest = 0;
  for (const ComparedFigure* f : rows)
    if (f->unit == FigureUnit::currency)
      for (const double x : f->values)
        if (std::isfinite(x)) largest = std::max(largest, std::fabs(x));
  return pnl_scale_for(largest);
}

std::string head(const std::string& title, const Columns& columns) {
  std::string line = pad_right(title, kLabel);
  for (std::size_t i = 0; i < columns.runs; ++i) line += pad_left(letter(i), columns.width());
  if (columns.changes_beside())
    for (std::size_t i = 1; i < columns.runs; ++i) line += pad_left(letter(i) + " - A", columns.width());
  return line + "\n";
}

// The scenarios that cost or earn most in any run, in their order.
void keep_largest(std::vector<const ComparedFigure*>& rows) {
  const auto size = [](const ComparedFigure* f) {
    double largest = 0;
    for (const double x : f->values) largest = std::max(largest, std::isfinite(x) ? std::fabs(x) : 0);
    return largest;
  };
  std::vector<double> sizes;
  for (const ComparedFigure* f : rows) sizes.push_back(size(f));
  std::sort(sizes.rbegin(), sizes.rend());
  if (sizes.size() <= kScenarios) return;
  std::erase_if(rows, [&](const ComparedFigure* f) { return size(f) <= sizes[kScenarios]; });
}

// P&L in one unit, so that its components add up by eye; of the others each has its own.
std::string group_text(const RunComparison& c, const std::string& group, const Columns& columns) {
  std::vector<const ComparedFigure*> rows;
  for (const ComparedFigure& f : c.figures)
    if (f.group == group) rows.push_back(&f);
  if (rows.empty()) return "";
  if (group == "STRESS at entry") keep_largest(rows);
  const bool one_unit = group != "STATISTICS" && group != "RISK";
  const Scale common = scale_of(rows);
  std::string out = "\n" + head(group + (one_unit && !common.unit.empty() ? " " + common.unit : ""), columns);
  for (const ComparedFigure* f : rows) out += figure_lines(*f, one_unit ? common : scale_of({f}), !one_unit, columns);
  return out;
}

std::string key_lines(const ComparedKey& k) {
  std::vector<std::string> values = k.values;
  for (std::string& value : values) std::replace(value.begin(), value.end(), '\n', ' ');
  const std::string line = "  " + k.key + "  " + join(values, " | ");
  if (width_of(line) <= kScreenWidth) return line + "\n";
  std::string out = "  " + k.key + "\n";
  for (std::size_t i = 0; i < values.size(); ++i) out += wrapped("    " + letter(i) + "  " + values[i], 7);
  return out;
}

}  // namespace

std::string comparison_screen(const RunComparison& c) {
  std::string out;
  for (std::size_t i = 0; i < c.runs.size(); ++i) {
    const ComparedRun& r = c.runs[i];
    out += wrapped(letter(i) + "  " + r.id + "  " + r.name + "  " + r.first + ".." + r.last +
                       (r.synthetic ? "  *** SYNTHETIC ***" : "") + (r.note.empty() ? "" : "  " + r.note),
                   3);
  }
  for (const std::string& w : c.warnings) out += wrapped("! " + w, 2);
  out += c.differs.empty() ? "\nnothing differs in config, data, strategy and engine\n"
                           : "\nWHAT DIFFERS  " + all_letters(c.runs.size()) + "\n";
  for (const ComparedKey& k : c.differs) out += key_lines(k);
  const Columns columns{c.runs.size()};
  for (const char* group : {"P&L", "STATISTICS", "RISK", "STRESS at entry"}) out += group_text(c, group, columns);
  return out;
}

std::string comparison_json(const RunComparison& c) {
  const auto number_of = [](double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); };
  Json j = {{"relval_compare", 1}, {"runs", Json::array()}, {"warnings", c.warnings}, {"differs", Json::array()},
            {"figures", Json::array()}};
  for (const ComparedRun& r : c.runs)
    j["runs"].push_back({{"id", r.id}, {"directory", r.directory.string()}, {"name", r.name}, {"first", r.first},
                         {"last", r.last}, {"note", r.note}, {"synthetic", r.synthetic}});
  for (const ComparedKey& k : c.differs) j["differs"].push_back({{"key", k.key}, {"values", k.values}});
  for (const ComparedFigure& f : c.figures) {
    Json row = {{"group", f.group}, {"name", f.name}, {"unit", name_of(f.unit)}, {"values", Json::array()},
                {"changes", Json::array()}};
    for (std::size_t i = 0; i < f.values.size(); ++i) {
      row["values"].push_back(number_of(f.values[i]));
      row["changes"].push_back(number_of(change_of(f, i)));
    }
    j["figures"].push_back(std::move(row));
  }
  return j.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace relval
