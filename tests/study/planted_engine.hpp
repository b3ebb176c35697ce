// Lookaheads put into the engine of the test program (CMakeLists.txt says how). One at a time, while a Planted lives.
#pragma once

#include "market/panel.hpp"

namespace relval::test {

enum class Plant {
  none,
  field_of_tomorrow,       // the signal `field` reads the row after today's
  demeaned_over_all_rows,  // the signal `field` has the mean over all loaded rows taken out
  since_first_row,         // the signal `field` is the change since the first loaded row
  series_by_its_dates,     // a series' value is used on the date it is of, not from known_at
  table_of_tomorrow,       // a table's line is used a line early
  marks_of_tomorrow,       // sizes are worked out with the next close's marks
  volatility_of_tomorrow,  // and with a volatility that knows the next change
  members_of_tomorrow,     // a leg is what it will be a row later
  ratings_backfilled,      // a leg takes ratings on the day they are of, without their knowledge lag
  cost_of_tomorrow,        // a trade pays the half-spread of the next close
  fill_too_early           // an order trades a row before it is due
};

class Planted {
 public:
  explicit Planted(Plant);
  ~Planted();
  Planted(const Planted&) = delete;
  Planted& operator=(const Planted&) = delete;
};

}  // namespace relval::test
