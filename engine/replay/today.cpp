#include "replay/today.hpp"

namespace relval {

TodayView::TodayView(const MarketData& market, const Universe& universe, const LegHistory& legs_of)
    : reader_(market, true), universe_(universe), legs_(legs_of), marks_(universe.names.size()) {
  const std::size_t assets = universe.legs.size() + universe.names.size();
  for (auto* v : {&held_weight, &held_notional, &pnl_since_entry, &days_held}) v->assign(assets, 0.0);
  member_.resize(assets);
  tradable_.resize(assets);
}

void TodayView::look(std::size_t row) {
  reader_.row(row, marks_);
  const std::size_t legs = universe_.legs.size();
  std::uint8_t *member = member_.data() + legs, *tradable = tradable_.data() + legs;
  for (Slot s = 0; const Marks& m : marks_) {
    const bool held_in = is_member(m);
    member[s] = held_in;
    tradable[s++] = held_in && m.quoted;
  }
  for (std::size_t i = 0; i < legs; ++i) {
    std::uint8_t any_member = 0, any_tradable = 0;
    const auto look_at = [&](Slot s) {
      any_member |= member[s];
      any_tradable |= tradable[s];
    };
    if (legs_.empty())
      for (Slot s : universe_.legs[i].slots) look_at(s);
    else
      for (const Member& m : legs_.members(i, row)) look_at(m.slot);
    member_[i] = any_member;
    tradable_[i] = any_tradable;
  }
}

relval_today TodayView::show(Date date, std::size_t run_row, std::span<const relval_signal_view> signals) const {
  relval_today t{};
  t.struct_size = sizeof(relval_today);
  t.date = date.days;
  t.row = static_cast<std::int64_t>(run_row);
  t.assets = static_cast<std::int64_t>(member_.size());
  t.signals = signals.data();
  t.signal_count = static_cast<std::int64_t>(signals.size());
  t.member = member_.data();
  t.tradable = tradable_.data();
  t.held_weight = held_weight.data();
  t.held_notional = held_notional.data();
  t.pnl_since_entry = pnl_since_entry.data();
  t.days_held = days_held.data();
  return t;
}

}  // namespace relval
