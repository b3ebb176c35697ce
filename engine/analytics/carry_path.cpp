#include "analytics/carry_path.hpp"

namespace relval {

CarryPath carry_path(const RunResult& r, const DailyPnl& d, std::size_t entry_row, std::size_t last_row) {
  CarryPath out;
  const std::size_t first = entry_row + 1, last = std::min(last_row + 1, r.rows() - 1);
  if (first > last) return out;
  const auto a_day = [&](std::size_t t) { return net_carry(d.total[t]) / (r.dates[t].days - r.dates[t - 1].days); };
  out.at_entry = defined(a_day(first));
  out.now = defined(a_day(last));
  for (std::size_t t = last; t > first; --t)
    if ((a_day(t - 1) < 0) != (a_day(last) < 0)) {
      out.turned_row = t;
      break;
    }
  return out;
}

}  // namespace relval
