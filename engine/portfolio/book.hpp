// Positions and the orders that wait to be traded. An order trades at the close of its due row, or at the first close
// after it on which its instrument is quoted.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "portfolio/ledger.hpp"

namespace relval {

struct Order {
  double notional;          // to hold after the trade
  std::size_t decided_row, due_row;
  TradeReason reason;       // resize: named after what the trade turns out to do
  double signal;
};

class Book {
 public:
  explicit Book(std::vector<std::int32_t> leg_of);  // by slot

  double notional(Slot s) const { return notional_[s]; }
  std::span<const double> notionals() const { return notional_; }
  const std::vector<Slot>& held() const { return held_; }  // notional != 0; by leg, longs first, then by slot

  bool waits(Slot s) const { return waiting_[s] > 0; }
  bool has_orders() const { return !queue_.empty(); }
  void place(Slot, const Order&);
  // The newest due order of each slot, by slot; older ones of the slot are dropped. What cannot trade is put back.
  std::vector<std::pair<Slot, Order>> take_due(std::size_t row);
  void put_back(Slot, const Order&);
  void fill(Slot s, double notional) { notional_[s] = notional; }
  void scale(Slot s, double factor) { notional_[s] *= factor; }
  void rebuild_held();              // after a position was opened, closed or turned

 private:
  std::vector<double> notional_;
  std::vector<std::pair<Slot, Order>> queue_;  // in the order of the decisions
  std::vector<int> waiting_;                   // orders in the queue, by slot
  std::vector<Slot> held_;
  std::vector<Slot> by_leg_, shorts_;          // every slot; room for the shorts of one leg
  std::vector<std::size_t> leg_ends_;          // of each leg in by_leg_
};

TradeReason name_trade(TradeReason wanted, double before, double after);

}  // namespace relval
