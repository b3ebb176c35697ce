// What a synthetic market has beside its values: ratings by date, events, series; and the store it is written to.
#include <algorithm>

#include "base/text.hpp"
#include "market/rating.hpp"
#include "market/synthetic_parts.hpp"

namespace relval {

int rating_at(const SyntheticSpec& spec, const MadeName& name, Date date) {
  int rating = name.rating;
  for (const MigrationSpec& m : spec.migrations) {
    if (m.name.value == name.id && date >= m.date.value) rating = *rating_number(m.to.value);
  }
  return rating;
}

std::vector<Event> synthetic_events(const SyntheticSpec& spec, const std::vector<MadeName>& names,
                                    const std::vector<Date>& dates) {
  std::vector<Event> events;
  const auto next = [&](Date d) { return *std::upper_bound(dates.begin(), dates.end() - 1, d); };
  for (const MigrationSpec& m : spec.migrations) {
    const auto of = std::find_if(names.begin(), names.end(), [&](const auto& n) { return n.id == m.name.value; });
    const int to = *rating_number(m.to.value);
    if (to <= rating_at(spec, *of, {m.date.value.days - 1})) continue;  // the store's format knows downgrades only
    events.push_back({m.date.value, of->id, "downgrade", static_cast<double>(to), next(m.date.value)});
  }
  for (const MadeName& n : names) {
    if (n.ends) events.push_back({*n.ends, n.id, "maturity", 100, *n.ends});
  }
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.date < b.date; });
  return events;
}

Series synthetic_series(const SyntheticSpec& spec, const std::string& name) {
  const auto& of = *std::find_if(spec.series.begin(), spec.series.end(), [&](const auto& s) { return s.name == name; });
  struct Entry {
    Date date, known_at;
    double value;
  };
  std::vector<Entry> entries;
  for (const Anchor& a : of.values) entries.push_back({a.date.value, {a.date.value.days + of.known_after_days}, a.level});
  for (const auto& r : of.revisions) entries.push_back({r.date.value, r.known_at.value, r.value});
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.date, a.known_at) < std::pair(b.date, b.known_at);
  });
  Series series{name, of.unit, Sampling::point, {}, {}, {}};
  for (const Entry& e : entries) {
    series.dates.push_back(e.date);
    series.values.push_back(e.value);
    series.known_at.push_back(e.known_at);
  }
  return series;
}

SynthesisReport write_synthetic_store(const SyntheticSpec& spec) {
  SynthesisReport report;
  report.store = spec.store;
  report.seed = spec.seed;
  MarketData common;
  std::vector<MarketCase> cases;
  for (const PlacedText& name : spec.cases) {
    report.cases.push_back(name.value);
    MarketCase& one = cases.emplace_back();
    one.name = name.value;
    MarketData data = synthesise(spec, name.value, spec.seed);
    if (cases.size() == 1) common = std::move(data);
    else one.fields["spread"] = std::move(data.fields["spread"]);  // the cases differ in nothing else
  }
  common.info.market_case.clear();
  write_store(spec.store, common, cases, {spec.text, spec.seed});
  report.instruments = common.instruments.size();
  report.rows = common.dates.size();
  report.first = common.dates.front();
  report.last = common.dates.back();
  for (const auto& [name, series] : common.series) report.series.push_back(name);
  for (const double s : common.fields["spread"].panel.values) report.values += s == s ? 1 : 0;
  return report;
}

std::string render(const SynthesisReport& r) {
  return format("{}: SYNTHETIC, {} instruments x {} rows, {} to {}\n", r.store.string(), r.instruments, r.rows,
                to_iso(r.first), to_iso(r.last)) +
         format("  cases   {}\n  seed    {}\n  spreads {} in each case\n  series  {}\n", join(r.cases, ", "), r.seed,
                with_thousands(static_cast<double>(r.values)), join(r.series, ", "));
}

}  // namespace relval
