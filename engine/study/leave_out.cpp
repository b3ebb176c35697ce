#include "study/leave_out.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "analytics/risk_book.hpp"
#include "config/schema.hpp"
#include "config/yaml_reader.hpp"

namespace relval {
namespace {

std::string flow(const std::vector<std::string>& list) {
  std::string text = write_yaml(text_list_node(list));
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

std::vector<Override> without(const RunResult& r, const std::string& issuer) {
  std::vector<Override> out;
  for (const LegConfig& leg : r.config.legs) {
    if (leg.factor) continue;
    const auto info = std::find_if(r.legs.begin(), r.legs.end(), [&](const LegInfo& l) { return l.name == leg.name; });
    if (info == r.legs.end()) continue;
    const bool holds = std::any_of(info->slots.begin(), info->slots.end(), [&](std::uint32_t s) {
      return r.names[s].rows_held > 0 && owner_of(r.instruments, s) == issuer;
    });
    if (!holds) continue;
    std::vector<std::string> exclude;
    for (const PlacedText& name : leg.filter.exclude) exclude.push_back(name.value);
    exclude.push_back(issuer);
    out.push_back({"legs." + leg.name + ".exclude", flow(exclude)});
  }
  return out;
}

}  // namespace

std::vector<Candidate> largest_issuers(const RunResult& r, std::size_t most) {
  std::map<std::string, double> pnl;
  for (std::size_t i = 0; i < r.names.size(); ++i)
    if (r.names[i].rows_held > 0) pnl[owner_of(r.instruments, i)] += r.names[i].pnl.total;
  std::vector<Candidate> all;
  for (const auto& [issuer, total] : pnl) all.push_back({issuer, total, {}});
  std::stable_sort(all.begin(), all.end(),
                   [](const Candidate& a, const Candidate& b) { return std::fabs(a.pnl) > std::fabs(b.pnl); });
  if (all.size() > most) all.resize(most);
  for (Candidate& c : all) c.without = without(r, c.issuer);
  all.erase(std::remove_if(all.begin(), all.end(), [](const Candidate& c) { return c.without.empty(); }), all.end());
  return all;
}

}  // namespace relval
