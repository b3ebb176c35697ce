#include "analytics/run_diff.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace relval {
namespace {

// An instrument in a leg: it may be in several.
using Held = std::pair<std::string, std::string>;

std::map<Held, std::size_t> slots_of(const RunResult& r) {
  std::map<Held, std::size_t> out;
  for (std::size_t s = 0; s < r.instruments.size(); ++s) {
    std::string leg;
    for (const LegInfo& l : r.legs)
      if (std::find(l.slots.begin(), l.slots.end(), s) != l.slots.end()) leg = l.name;
    out[{r.instruments.id[s], leg}] = s;
  }
  return out;
}

// Of an instrument on a row; zeros where the run does not have the instrument or the row.
struct Day {
  double position = 0;
  PnlCell pnl;
};
Day day_of(const RunResult& r, const std::map<Held, std::size_t>& slots, const Held& held,
           std::optional<std::size_t> row) {
  const auto slot = slots.find(held);
  if (slot == slots.end() || !row) return {};
  const std::size_t at = *row * r.instruments.size() + slot->second;
  return {r.positions.empty() ? 0 : r.positions[at], r.by_name.empty() ? PnlCell{} : r.by_name[at]};
}

std::optional<std::size_t> row_of(const RunResult& r, Date date) {
  const auto at = std::lower_bound(r.dates.begin(), r.dates.end(), date);
  if (at == r.dates.end() || *at != date) return std::nullopt;
  return static_cast<std::size_t>(at - r.dates.begin());
}

}  // namespace

std::optional<FirstDifference> first_difference(const RunResult& a, const RunResult& b) {
  const auto in_a = slots_of(a), in_b = slots_of(b);
  std::vector<Held> all;
  for (const auto* slots : {&in_a, &in_b})
    for (const auto& [held, slot] : *slots) all.push_back(held);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::vector<Date> dates(a.dates);
  dates.insert(dates.end(), b.dates.begin(), b.dates.end());
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  for (const Date date : dates) {
    const auto row_a = row_of(a, date), row_b = row_of(b, date);
    for (const bool positions : {true, false})  // a position explains the P&L that follows from it
      for (const Held& held : all) {
        const Day x = day_of(a, in_a, held, row_a), y = day_of(b, in_b, held, row_b);
        if (positions && x.position != y.position)
          return FirstDifference{date, held.first, held.second, "position", x.position, y.position};
        for (std::size_t c = 0; !positions && c < kComponents; ++c)
          if (x.pnl.component[c] != y.pnl.component[c])
            return FirstDifference{date, held.first, held.second, kComponentNames[c], x.pnl.component[c],
                                   y.pnl.component[c]};
      }
  }
  return std::nullopt;
}

std::vector<NameChange> name_changes(const RunResult& a, const RunResult& b) {
  std::map<std::string, NameChange> by_id;
  for (std::size_t s = 0; s < a.names.size(); ++s) by_id[a.instruments.id[s]].was += a.names[s].pnl.total;
  for (std::size_t s = 0; s < b.names.size(); ++s) by_id[b.instruments.id[s]].is += b.names[s].pnl.total;
  std::vector<NameChange> out;
  for (auto& [id, change] : by_id) {
    change.instrument = id;
    if (change.was != change.is) out.push_back(change);
  }
  std::stable_sort(out.begin(), out.end(), [](const NameChange& x, const NameChange& y) {
    return std::fabs(x.is - x.was) > std::fabs(y.is - y.was);
  });
  return out;
}

}  // namespace relval
