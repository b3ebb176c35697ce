#include "market/period.hpp"

#include <cmath>

#include "base/text.hpp"

namespace relval {

std::optional<int> rows_of(const Length& length, const RowUnit& row) {
  const bool days = row.name == "day";
  if (length.unit == 'd') return days ? std::optional(length.count) : std::nullopt;
  if (length.unit == 'w' && days) return 5 * length.count;
  const double a_year = length.unit == 'w' ? 52 : length.unit == 'm' ? 12 : 1;
  const double rows = length.count * row.periods_per_year / a_year;
  const bool whole = std::floor(rows) == rows;
  if (row.periods_per_year < a_year && !whole) return {};
  return static_cast<int>(std::floor(rows + 0.5));
}

std::string no_rows(const Length& length, const RowUnit& row) {
  return format("{} is no number of rows: a row of this store is a {}", to_text(length), row.name);
}

bool new_period(Date before, Date now, Every every) {
  const CivilDate a = civil(before), b = civil(now);
  switch (every) {
    case Every::never: return false;
    case Every::row: return true;
    case Every::week: return now.days - before.days >= 7 || weekday(now) < weekday(before);
    case Every::month: return a.year != b.year || a.month != b.month;
    case Every::quarter: return a.year != b.year || (a.month - 1) / 3 != (b.month - 1) / 3;
  }
  return false;
}

bool ends_period(std::span<const Date> dates, std::size_t row, Every every) {
  return row + 1 < dates.size() && new_period(dates[row], dates[row + 1], every);
}

}  // namespace relval
