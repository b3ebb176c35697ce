#include "portfolio/book.hpp"

#include <algorithm>

namespace relval {

Book::Book(std::vector<std::int32_t> leg_of)
    : leg_of_(std::move(leg_of)), notional_(leg_of_.size()), waiting_(leg_of_.size()) {
  const std::int32_t last = leg_of_.empty() ? 0 : *std::max_element(leg_of_.begin(), leg_of_.end());
  next_of_cell_.resize(2 * static_cast<std::size_t>(last + 2) + 1);
}

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

// By counting, not comparing: a book of many names that trades on every row spends its time here.
void Book::rebuild_held() {
  const auto cell = [&](Slot s) {  // a slot of no leg has -1
    return 2 * static_cast<std::size_t>(leg_of_[s] + 1) + (notional_[s] < 0 ? 1 : 0);
  };
  std::fill(next_of_cell_.begin(), next_of_cell_.end(), 0);
  for (Slot s = 0; s < notional_.size(); ++s)
    if (notional_[s] != 0) ++next_of_cell_[cell(s) + 1];
  for (std::size_t c = 1; c < next_of_cell_.size(); ++c) next_of_cell_[c] += next_of_cell_[c - 1];
  held_.resize(next_of_cell_.back());
  for (Slot s = 0; s < notional_.size(); ++s)
    if (notional_[s] != 0) held_[next_of_cell_[cell(s)]++] = s;
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
