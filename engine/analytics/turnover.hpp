// How often the book turns over, and how long a position is held as that implies.
#pragma once

#include "base/statistic.hpp"
#include "market/panel.hpp"
#include "portfolio/ledger.hpp"

namespace relval {

// One way, per year: half of what was traded over the mean gross. traded and average_gross share a unit (currency of
// notional, or currency per bp); average_gross is over all rows.
Statistic turnover(double traded, double average_gross, std::size_t rows, double periods_per_year);

// Rows: 2 x mean gross x rows / traded. For a book flat at both ends it is the notional-weighted holding time of its
// lots (Little's law).
Statistic implied_holding_period(double traded, double average_gross, std::size_t rows);

// The same where it can be believed: a book that stays open would seem to hold longer than there are rows,
// beyond_sample.
Statistic holding_period(double traded, double average_gross, std::size_t rows);

double traded_notional(std::span<const Trade>);  // sum |after - before|
double traded_cs01(std::span<const Trade>);      // sum |after - before| x duration x 1e-4, at the trade

}  // namespace relval
