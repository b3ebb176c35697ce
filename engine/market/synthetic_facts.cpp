// What a synthetic market has beside its values: ratings by date, events, series.
#include <algorithm>

#include "config/rating.hpp"
#include "market/synthetic_parts.hpp"

namespace relval {

std::vector<MigrationSpec> migrations_of(const SyntheticSpec& spec, const std::vector<MadeName>& names,
                                         const MadeName& name) {
  std::vector<MigrationSpec> of_name;
  for (const MigrationSpec& m : spec.migrations) {
    const bool its = std::any_of(names.begin(), names.end(), [&](const MadeName& n) {
      return n.id == m.name.value && n.issuer == name.issuer;
    });
    if (its) of_name.push_back(m);
  }
  std::stable_sort(of_name.begin(), of_name.end(),
                   [](const auto& a, const auto& b) { return a.date.value < b.date.value; });
  return of_name;
}

int rating_at(const MadeName& name, const std::vector<MigrationSpec>& of_name, Date date) {
  int rating = name.rating;
  for (const MigrationSpec& m : of_name) {
    if (date >= m.date.value) rating = *rating_number(m.to.value);
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
    const int from = rating_at(*of, migrations_of(spec, names, *of), {m.date.value.days - 1});
    if (to <= from) continue;  // the store's events know downgrades only
    events.push_back({m.date.value, of->id, "downgrade", static_cast<double>(to), next(m.date.value)});
  }
  for (const MadeName& n : names) {
    if (n.ends) events.push_back({*n.ends, n.id, "maturity", 100, *n.ends});
  }
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.date < b.date; });
  return events;
}

Series synthetic_series(const SyntheticSpec& spec, const std::string& name) {
  const auto& of =
      *std::find_if(spec.series.begin(), spec.series.end(), [&](const auto& s) { return s.name == name; });
  struct Entry {
    Date date, known_at;
    double value;
  };
  std::vector<Entry> entries;
  for (const Anchor& a : of.values) {
    entries.push_back({a.date.value, {a.date.value.days + of.known_after_days}, a.level});
  }
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

}  // namespace relval
