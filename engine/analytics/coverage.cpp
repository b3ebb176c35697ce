#include "analytics/coverage.hpp"

#include <set>
#include <string>

#include "base/numeric.hpp"

namespace relval {

Coverage summarise_coverage(const RunResult& r) {
  Coverage c;
  c.rows = r.rows();
  c.store_rows = r.store_rows;
  c.warm_up_rows = r.warm_up_rows;
  const auto& ids = r.instruments.id;  // a name of two legs has two slots
  c.names = std::set<std::string>(ids.begin(), ids.end()).size();
  c.held_cells = r.held_cells;
  c.stale_cells = r.stale_cells;
  c.break_cells = r.break_cells;
  c.fields = r.fields;
  if (!r.dates.empty()) {
    c.first = r.dates.front();
    c.last = r.dates.back();
  }
  for (std::size_t t = 1; t < r.rows(); ++t) {
    const auto days = static_cast<std::size_t>(r.dates[t].days - r.dates[t - 1].days);
    if (days <= c.longest_gap_days) continue;
    c.longest_gap_days = days;
    c.longest_gap_from = r.dates[t - 1];
    c.longest_gap_to = r.dates[t];
  }
  CompensatedSum catch_up;
  std::set<std::string> held;
  for (std::size_t i = 0; i < r.names.size(); ++i) {
    const NameResult& n = r.names[i];
    if (n.rows_held > 0) held.insert(ids[i]);
    catch_up.add(n.pnl_on_catch_up);
    if (n.longest_stale_run <= c.longest_stale_rows) continue;
    c.longest_stale_rows = n.longest_stale_run;
    c.longest_stale_name = r.instruments.id[i];
  }
  c.names_held = held.size();
  c.catch_up_pnl = catch_up.value();
  return c;
}

}  // namespace relval
