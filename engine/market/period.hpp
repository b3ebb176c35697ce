// Where one week, month or quarter of a store's dates ends and the next begins.
#pragma once

#include <span>

#include "base/date.hpp"
#include "config/leg_config.hpp"

namespace relval {

// Whether `now` lies in a later period than `before`, the row before it. never: no; row: always.
bool new_period(Date before, Date now, Every every);
// Whether the row is the last of its period; of the last row nothing can be said: no.
bool ends_period(std::span<const Date> dates, std::size_t row, Every every);

}  // namespace relval
