#include "study/scenario_windows.hpp"

#include <algorithm>
#include <set>

#include "analytics/risk_book.hpp"
#include "analytics/spread_moves.hpp"
#include "base/text.hpp"
#include "config/node.hpp"
#include "replay/load.hpp"

namespace relval {
namespace {

// What a move's lists may name.
struct Known {
  std::set<std::string> owners, sectors, legs, instruments;
};

Known known_in(const RunConfig& config, const StoreHeader& header) {
  Known out;
  const Instruments& all = header.instruments;
  for (std::size_t i = 0; i < all.size(); ++i) {
    out.instruments.insert(all.id[i]);
    out.owners.insert(owner_of(all, i));
    for (const char* level : kSectorLevels)
      if (const std::string& text = all.text_of(level, i); !text.empty()) out.sectors.insert(lower(text));
  }
  for (const LegConfig& leg : config.legs) out.legs.insert(leg.name);
  return out;
}

void check_list(const std::vector<PlacedText>& list, const std::set<std::string>& known, const char* what,
                Problems& problems) {
  for (const PlacedText& t : list)
    if (known.count(t.value) == 0)
      problems.add(t.place, format("no {} '{}' in this run", what, shown(t.value)),
                   suggest(t.value, {known.begin(), known.end()}));
}

void check_sectors(std::vector<PlacedText> list, const std::set<std::string>& known, Problems& problems) {
  for (PlacedText& t : list) t.value = lower(t.value);
  check_list(list, known, "sector", problems);
}

// The last row at or before a day; the store begins no later.
std::size_t row_at(const std::vector<Date>& dates, Date day) {
  const auto after = std::upper_bound(dates.begin(), dates.end(), day);
  return static_cast<std::size_t>(after - dates.begin()) - 1;
}

MarketData one_row(const Store& store, RunPlan plan, std::size_t row) {
  plan.request.first_row = row;
  plan.request.rows = 1;
  std::vector<std::string> levels;
  for (const std::string& f : plan.request.fields)
    if (f == "spread" || f == "price") levels.push_back(f);
  plan.request.fields = std::move(levels);
  plan.request.series.clear();
  plan.request.events = false;
  return MarketLoader(store).load(plan);
}

double level_of(const MarketData& m, std::size_t slot) {
  const bool priced = m.instruments.kind[slot] == Kind::price;
  const Panel* panel = m.panel(priced ? "price" : "spread");
  const double level = panel ? panel->at(0, slot) : kNaN;
  return level >= (priced ? 0.0 : kLeastSpreadBp) && level > 0 ? level : kNaN;
}

}  // namespace

void check_scenarios(const RunConfig& config, const StoreHeader& header, Problems& problems) {
  if (config.report.own_scenarios.empty()) return;
  const Known known = known_in(config, header);
  for (const ScenarioConfig& s : config.report.own_scenarios) {
    for (const ScenarioMove& m : s.moves) {
      check_list(m.owners, known.owners, "owner", problems);
      check_sectors(m.sectors, known.sectors, problems);
      check_list(m.legs, known.legs, "leg", problems);
      check_list(m.instruments, known.instruments, "instrument", problems);
    }
    if (!s.window.given || header.dates.empty()) continue;
    const Placed<Date>&from = s.window.from, &to = s.window.to;
    if (from.place.file.empty() || to.place.file.empty() || to.value <= from.value) continue;  // reported
    if (from.value < header.dates.front())
      problems.add(from.place, "the store begins on " + to_iso(header.dates.front()) + ", after " + to_iso(from.value));
    else if (row_at(header.dates, from.value) == row_at(header.dates, to.value))
      problems.add(to.place, "no row of the store lies between " + to_iso(from.value) + " and " + to_iso(to.value));
  }
}

std::vector<NameShocks> read_windows(const Store& store, const RunPlan& plan, const RunResult& r) {
  std::vector<NameShocks> out;
  const std::vector<Date>& dates = store.header().dates;
  for (const ScenarioConfig& s : plan.config.report.own_scenarios) {
    if (!s.window.given) continue;
    const MarketData from = one_row(store, plan, row_at(dates, s.window.from.value));
    const MarketData to = one_row(store, plan, row_at(dates, s.window.to.value));
    NameShocks shocks{s.id, s.label, s.shock, s.source.empty() ? "the store" : s.source,
                      std::vector<NameShock>(from.instruments.size())};
    for (std::size_t i = 0; i < shocks.by_slot.size(); ++i)
      shocks.by_slot[i].times = level_of(to, i) / level_of(from, i);
    fill_by_median(r, shocks);
    out.push_back(std::move(shocks));
  }
  return out;
}

}  // namespace relval
