// Where one week, month or quarter of a store's dates ends and the next begins.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/date.hpp"
#include "config/leg_config.hpp"
#include "config/length.hpp"
#include "market/panel.hpp"

namespace relval {

// A length of time in rows of a store, to the nearest: 6m are 126 days with marks, 26 weeks, 6 months. Nothing where a
// row is longer than the length's unit and does not divide it: 120d of months.
std::optional<int> rows_of(const Length&, const RowUnit&);
// What is wrong with such a length, and what to do.
std::string no_rows(const Length&, const RowUnit&);
inline constexpr const char* kNoRowsHint = "state it in rows, or in longer units";

// Whether `now` lies in a later period than `before`, the row before it. never: no; row: always.
bool new_period(Date before, Date now, Every every);
// Whether the row is the last of its period; of the last row nothing can be said: no.
bool ends_period(std::span<const Date> dates, std::size_t row, Every every);

}  // namespace relval
