#include "portfolio/book.hpp"

#include <algorithm>

namespace relval {

Book::Book(std::vector<std::int32_t> leg_of)
    : leg_of_(std::move(leg_of)), notional_(leg_of_.size()), waiting_(leg_of_.size()) {}

void Book::place(Slot s, const Order& order) {
  if (!waits(s) && order.notional == notional_[s]) return;
  queue_.emplace_back(s, order);
  ++waiting_[s];
}

void Book::put_back(Slot s, const Order& order) {
  queue_.insert(queue_.begin(), {s, order});
  ++waiting_[s];
}

std::vector<std::pair<Slot, Order>> Book::take_due(std::size_t row) {
  if (queue_.empty()) return {};
  std::vector<std::pair<Slot, Order>> now, later;
  for (const auto& waiting : queue_) {
    if (waiting.second.due_row > row) {
      later.push_back(waiting);
    } else {
      now.push_back(waiting);
      --waiting_[waiting.first];
    }
  }
  queue_ = std::move(later);
  // The queue is in the order of the decisions: of each slot the last one stands.
  std::stable_sort(now.begin(), now.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::pair<Slot, Order>> newest;
  for (const auto& order : now) {
    if (!newest.empty() && newest.back().first == order.first) newest.back() = order;
    else newest.push_back(order);
  }
  return newest;
}

void Book::rebuild_held() {
  held_.clear();
  for (Slot s = 0; s < notional_.size(); ++s)
    if (notional_[s] != 0) held_.push_back(s);
  const auto cell = [&](Slot s) { return 2 * leg_of_[s] + (notional_[s] < 0 ? 1 : 0); };
  std::stable_sort(held_.begin(), held_.end(), [&](Slot a, Slot b) { return cell(a) < cell(b); });
}

TradeReason name_trade(TradeReason wanted, double before, double after) {
  const auto says = [&](TradeReason r) { return wanted == r; };
  if (says(TradeReason::stop) || says(TradeReason::max_hold) || says(TradeReason::stated) ||
      says(TradeReason::membership))
    return wanted;
  if (before == 0) return TradeReason::enter;
  if (after == 0) return TradeReason::exit;
  if ((before < 0) != (after < 0)) return TradeReason::reverse;
  return wanted;
}

}  // namespace relval
