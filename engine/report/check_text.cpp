#include "report/check_text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "report/layout.hpp"

namespace relval {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kCauses = 6;
constexpr std::size_t kCells = 4;

std::string first_text(const Comparison& c) {
  if (!c.first_date) return "";
  std::string text = "first on " + *c.first_date + (c.first_in_positions ? ", in the positions" : ", in the P&L");
  if (c.first_cells.empty()) return text;
  const std::size_t n = std::min(kCells, c.first_cells.size());
  text += ": " + join({c.first_cells.begin(), c.first_cells.begin() + static_cast<std::ptrdiff_t>(n)}, ", ");
  return c.first_cells.size() > n ? text + format(" and {} more", c.first_cells.size() - n) : text;
}

std::string indented(const std::string& text) { return wrapped("    " + text, 6); }

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

std::string remedy(const CheckedConfig& c) {
  const bool approvable = c.end == CheckEnd::no_baseline || c.end == CheckEnd::compared;
  return approvable && !c.approve.empty() ? "if this is meant: " + c.approve : "";
}

// Markdown's table cells: no line ends, no bars.
std::string table_cell(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += "\\|";
    else out += c == '\n' ? ' ' : c;
  }
  return out;
}

}  // namespace

std::string headline(const CheckedConfig& c) {
  switch (c.end) {
    case CheckEnd::compared: return name_of(c.comparison.verdict);
    case CheckEnd::no_baseline: return "no baseline";
    case CheckEnd::bad_baseline: return "baseline cannot be read";
    case CheckEnd::skipped: return "skipped";
    case CheckEnd::failed: return "did not run";
    case CheckEnd::crashed: return "crashed";
    case CheckEnd::timed_out: return "timed out";
  }
  return "?";
}

std::string change_line(const FigureChange& c) {
  std::string text = c.name + "  " + c.was + " -> " + c.is;
  if (!c.absolute) return text;
  text += "  (" + format("{:+.6g}", *c.absolute);
  if (c.relative) text += format(", {:+.3g} %", 100 * *c.relative);
  return text + ")";
}

std::string check_lines(const CheckedConfig& c, std::size_t most) {
  std::string out;
  if (c.end != CheckEnd::compared) {
    for (const std::string& line : split(c.fault, '\n'))
      if (!line.empty()) out += "    " + line + "\n";
  }
  const Comparison& x = c.comparison;
  for (std::size_t i = 0; i < x.causes.size() && i < kCauses; ++i) out += indented(x.causes[i]);
  if (x.causes.size() > kCauses) out += "    and " + std::to_string(x.causes.size() - kCauses) + " more\n";
  if (const std::string first = first_text(x); !first.empty()) out += indented(first);
  if (c.end == CheckEnd::compared && !c.passed() && x.figures.empty() && x.findings.empty())
    out += x.within > 0 ? "    no figure moved beyond its tolerance\n" : "    no figure moved\n";
  for (std::size_t i = 0; i < x.figures.size() && i < most; ++i) out += indented(change_line(x.figures[i]));
  if (x.figures.size() > most) out += "    and " + plural(x.figures.size() - most, "figure") + " more\n";
  for (const std::string& f : x.findings) out += indented("finding " + f);
  if (!c.passed())
    for (const std::string& n : x.notes) out += indented("also, " + n);
  if (!c.passed() && !remedy(c).empty()) out += indented(remedy(c));
  return out;
}

std::string check_total(const std::vector<CheckedConfig>& all) {
  std::vector<std::pair<std::string, std::size_t>> counts;
  for (const CheckedConfig& c : all) {
    const std::string what = headline(c);
    auto known = counts.begin();
    while (known != counts.end() && known->first != what) ++known;
    if (known == counts.end()) counts.emplace_back(what, 1);
    else ++known->second;
  }
  std::vector<std::string> parts;
  for (const auto& [what, n] : counts) parts.push_back(std::to_string(n) + " " + what);
  return plural(all.size(), "config") + ": " + join(parts, ", ");
}

std::string check_markdown(const std::vector<CheckedConfig>& all) {
  std::string out = "### relval check: " + check_total(all) + "\n\n| config | result | most telling | seconds |\n"
                    "| --- | --- | --- | ---: |\n";
  for (const CheckedConfig& c : all) {
    const Comparison& x = c.comparison;
    std::vector<std::string> parts;
    if (!x.causes.empty()) parts.push_back(x.causes.front());
    if (!x.figures.empty()) parts.push_back(change_line(x.figures.front()));
    if (x.first_date) parts.push_back(first_text(x));
    if (c.end != CheckEnd::compared && !c.fault.empty()) parts.push_back(first_line(c.fault));
    out += "| " + table_cell(c.config) + " | " + (c.passed() ? "" : "**") + table_cell(headline(c)) +
           (c.passed() ? "" : "**") + " | " + table_cell(c.passed() ? "" : join(parts, "; ")) + " | " +
           number(c.seconds, 2) + " |\n";
  }
  return out;
}

std::string check_json(const std::vector<CheckedConfig>& all) {
  Json list = Json::array();
  for (const CheckedConfig& c : all) {
    const Comparison& x = c.comparison;
    Json j = {{"config", c.config},
              {"baseline", c.baseline},
              {"passed", c.passed()},
              {"result", headline(c)},
              {"exit_code", c.exit_code},
              {"seconds", c.seconds},
              {"causes", x.causes},
              {"notes", x.notes},
              {"findings", x.findings},
              {"figures", Json::array()}};
    if (!c.fault.empty()) j["fault"] = c.fault;
    if (x.first_date)
      j["first"] = {{"date", *x.first_date},
                    {"in", x.first_in_positions ? "positions" : "pnl"},
                    {"legs_and_components", x.first_cells}};
    for (const FigureChange& f : x.figures)
      j["figures"].push_back({{"figure", f.name},
                              {"was", f.was},
                              {"is", f.is},
                              {"absolute", f.absolute ? Json(*f.absolute) : Json(nullptr)},
                              {"relative", f.relative ? Json(*f.relative) : Json(nullptr)}});
    list.push_back(std::move(j));
  }
  const Json whole = {{"relval_check", 1}, {"configs", std::move(list)}};
  return whole.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace relval
