#include "portfolio/book.hpp"

#include <algorithm>

namespace relval {

Book::Book(std::vector<std::int32_t> leg_of) : notional_(leg_of.size()), waiting_(leg_of.size()) {
  for (Slot s = 0; s < leg_of.size(); ++s) by_leg_.push_back(s);
  std::stable_sort(by_leg_.begin(), by_leg_.end(), [&](Slot a, Slot b) { return leg_of[a] < leg_of[b]; });
  for (std::size_t k = 1; k <= by_leg_.size(); ++k)
    if (k == by_leg_.size() || leg_of[by_leg_[k]] != leg_of[by_leg_[k - 1]]) leg_ends_.push_back(k);
  shorts_.resize(leg_of.size());
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

// Every slot is written down and counted only where it is held: whether it is, no CPU foresees, and a book of many
// names that trades on every row spends its time here.
void Book::rebuild_held() {
  held_.resize(by_leg_.size());
  std::size_t held = 0, k = 0;
  for (const std::size_t end : leg_ends_) {
    std::size_t shorts = 0;
    for (; k < end; ++k) {
      const Slot s = by_leg_[k];
      held_[held] = shorts_[shorts] = s;
      held += notional_[s] > 0 ? 1 : 0;
      shorts += notional_[s] < 0 ? 1 : 0;
    }
    std::copy_n(shorts_.begin(), shorts, held_.begin() + static_cast<std::ptrdiff_t>(held));
    held += shorts;
  }
  held_.resize(held);
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
