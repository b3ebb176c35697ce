// Scenarios that move each instrument by its own amount: days of history, and legs that part.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/statistic.hpp"
#include "replay/result.hpp"

namespace relval {

struct NameShock {
  double times = kNaN;     // of the spread, of the price for kind price; NaN: it stays
  double plus_bp = 0;      // added to the spread
  bool by_median = false;  // no move of its own: the median of its leg's others
};
struct NameShocks {
  std::string id, label, shock, source;
  std::vector<NameShock> by_slot;  // of the run
};

// Shocks without a move of their own take the median `times` of their leg's others of their kind, held or not; where
// there is none they stay NaN.
void fill_by_median(const RunResult&, NameShocks&);

// The run's rows of the largest losses before trading cost, worst first, the earlier of equals: each name by its own
// relative move over the row (SpreadMoves). Ids worst_1, worst_2, ...; labels are the dates. At most `most`.
std::vector<NameShocks> worst_rows(const RunResult&, const MarketData&, std::size_t most);

// The legs part against the book: those that are net long on `row` widen, those net short tighten, each by twice the
// deviation of its adjusted spread's changes over the run. Nothing with fewer than two legs held that have a deviation.
std::optional<NameShocks> correlation_break(const RunResult&, std::size_t row);

}  // namespace relval
