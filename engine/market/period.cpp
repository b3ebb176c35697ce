#include "market/period.hpp"

namespace relval {

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
