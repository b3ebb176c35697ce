// The as-of fence: what a strategy is shown at the close of a row. Holds copies and views that end at that row.
#pragma once

#include <span>
#include <vector>

#include "pricing/valuation.hpp"
#include "market/leg_history.hpp"
#include "market/universe.hpp"
#include "relval/abi.h"

namespace relval {

class TodayView {
 public:
  TodayView(const MarketData&, const Universe&, const LegHistory&);

  // Looks up the marks of every instrument of the universe as known at the close of the market's row.
  void look(std::size_t market_row);
  std::span<const Marks> marks() const { return marks_; }

  // By asset: filled by the replay before show().
  std::vector<double> held_weight, held_notional, pnl_since_entry, days_held;

  relval_today show(Date, std::size_t run_row, std::span<const relval_signal_view> signals) const;

 private:
  MarksReader reader_;
  const Universe& universe_;
  const LegHistory& legs_;
  std::vector<Marks> marks_;               // by slot
  std::vector<std::uint8_t> member_, tradable_;  // by asset
};

}  // namespace relval
