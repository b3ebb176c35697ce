#include "report/diff_text.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "report/layout.hpp"

namespace relval {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLabel = 30, kColumn = 18, kNames = 5;

std::string money(double x) { return with_thousands(x == 0 ? 0.0 : x, 2); }

std::string signed_money(double x) { return (x > 0 ? "+" : "") + money(x); }

std::string row(const std::string& label, const std::string& a, const std::string& b = "", const std::string& c = "") {
  std::string line = pad_right(label, kLabel);
  for (const std::string* cell : {&a, &b, &c})
    if (!cell->empty()) line += pad_left(*cell, kColumn);
  return line + "\n";
}

std::string first_text(const FirstDifference& f) {
  const std::string leg = f.leg.empty() ? "" : " of " + f.leg;
  return "first on " + to_iso(f.date) + ": " + f.instrument + leg + ", " + f.what + " " + exact(f.was) + " -> " +
         exact(f.is);
}

}  // namespace

std::string diff_screen(const RunDiff& d) {
  std::string out = wrapped("A  " + d.a, 3) + wrapped("B  " + d.b, 3) + "\n" + row("P&L", "A", "B", "change");
  for (std::size_t c = 0; c < kComponents; ++c)
    if (d.components_was[c] != 0 || d.components_is[c] != 0)
      out += row(kComponentNames[c], money(d.components_was[c]), money(d.components_is[c]),
                 signed_money(d.components_is[c] - d.components_was[c]));
  const bool recorded = d.was != d.replayed_was || d.is != d.replayed_is;
  if (recorded)
    out += row("TOTAL, replayed now", money(d.replayed_was), money(d.replayed_is),
               signed_money(d.replayed_is - d.replayed_was));
  out += row(recorded ? "TOTAL, as recorded" : "TOTAL", money(d.was), money(d.is), signed_money(d.is - d.was)) + "\n";
  for (const std::string& w : d.warnings) out += wrapped("!! " + w, 3);
  out += row("of the change", "currency");
  for (const DiffPart& p : d.parts) {
    if (width_of(p.stages) < kLabel) out += row(p.stages, signed_money(p.change));
    else out += p.stages + "\n" + row("", signed_money(p.change));
    for (const std::string& change : p.changes) out += wrapped("    " + change, 6);
  }
  out += row("rounding", exact(d.rounding)) + "\n";
  if (!d.first) return out + "positions and P&L are the same to the bit, every day, every name\n";
  out += wrapped(first_text(*d.first), 2);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < d.names.size() && i < kNames; ++i)
    names.push_back(d.names[i].instrument + " " + signed_amount(d.names[i].is - d.names[i].was));
  if (!names.empty())
    out += wrapped("most in " + join(names, ", ") + " (of " + plural(d.names.size(), "name") + ")", 2);
  return out;
}

std::string diff_json(const RunDiff& d) {
  Json j = {{"relval_diff", 1}, {"a", d.a},   {"b", d.b}, {"was", d.was},
            {"is", d.is},       {"change", d.is - d.was}, {"warnings", d.warnings}};
  j["parts"] = Json::array();
  for (const DiffPart& p : d.parts)
    j["parts"].push_back({{"stages", p.stages}, {"change", p.change}, {"changes", p.changes}});
  j["rounding"] = d.rounding;
  j["components"] = Json::object();
  for (std::size_t c = 0; c < kComponents; ++c)
    j["components"][kComponentNames[c]] = {{"was", d.components_was[c]}, {"is", d.components_is[c]}};
  j["first"] = nullptr;
  if (d.first)
    j["first"] = {{"date", to_iso(d.first->date)}, {"instrument", d.first->instrument}, {"leg", d.first->leg},
                  {"what", d.first->what},         {"was", d.first->was},               {"is", d.first->is}};
  j["names"] = Json::array();
  for (const NameChange& n : d.names)
    j["names"].push_back({{"instrument", n.instrument}, {"was", n.was}, {"is", n.is}});
  return j.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace relval
