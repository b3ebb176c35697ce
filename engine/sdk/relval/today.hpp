// The close of one row as a strategy sees it, and what it answers. Both are valid inside decide() only. An Asset or a
// Signal that setup() never assigned throws std::out_of_range: relval then names the strategy and the date.
#pragma once

#include <span>
#include <stdexcept>

#include "relval/abi.h"
#include "relval/types.hpp"

namespace relval {

class Today {
 public:
  explicit Today(const relval_today* c) : c_(c) {}

  Day date() const { return {c_->date}; }
  std::int64_t row() const { return c_->row; }  // of the run, from 0

  // Today's cross-section: one value per asset, or one.
  std::span<const double> row_of(Signal s) const {
    const relval_signal_view& v = view(s);
    return {v.last, static_cast<std::size_t>(v.width)};
  }
  double value(Signal s) const {  // of a signal of one value
    const relval_signal_view& v = view(s);
    if (v.width != 1)
      throw std::out_of_range("value() of a signal that has a value for each asset: at() takes an Asset");
    return *v.last;
  }
  double at(Signal s, Asset a) const { return view(s).last[offset(view(s), a)]; }
  // As many rows as keep_history() asked for, today included, fewer at the start.
  History history(Signal s, Asset a = {}) const {
    const relval_signal_view& v = view(s);
    if (v.width != 1 && a == Asset{})
      throw std::out_of_range("history() of a signal that has a value for each asset takes an Asset, set in setup()");
    return {v.last + offset(v, a), v.stride, v.rows};
  }

  std::size_t asset_count() const { return static_cast<std::size_t>(c_->assets); }
  std::span<const std::uint8_t> member() const { return {c_->member, asset_count()}; }      // has been quoted
  std::span<const std::uint8_t> tradable() const { return {c_->tradable, asset_count()}; }  // is quoted today
  bool is_member(Asset a) const { return c_->member[index_of(a)] != 0; }
  bool is_tradable(Asset a) const { return c_->tradable[index_of(a)] != 0; }
  // What is held at the close, before this decision: of one asset, and of all of them by Asset::index. A leg's are the
  // sums over its names.
  double held_weight(Asset a) const { return c_->held_weight[index_of(a)]; }      // as targeted; 0 after a notional
  double held_notional(Asset a) const { return c_->held_notional[index_of(a)]; }  // currency, < 0 is short
  // Currency, cost and financing in it; a turn from long to short is no entry.
  double pnl_since_entry(Asset a) const { return c_->pnl_since_entry[index_of(a)]; }
  double days_held(Asset a) const { return c_->days_held[index_of(a)]; }  // calendar days since it was flat
  std::span<const double> held_weight() const { return {c_->held_weight, asset_count()}; }
  std::span<const double> held_notional() const { return {c_->held_notional, asset_count()}; }
  std::span<const double> pnl_since_entry() const { return {c_->pnl_since_entry, asset_count()}; }
  std::span<const double> days_held() const { return {c_->days_held, asset_count()}; }

 private:
  const relval_signal_view& view(Signal s) const {
    if (s.id < 0 || s.id >= c_->signal_count) throw std::out_of_range("a Signal that setup() did not assign");
    return c_->signals[s.id];
  }
  std::int64_t index_of(Asset a) const {
    if (a.index < 0 || a.index >= c_->assets) throw std::out_of_range("an Asset that setup() did not assign");
    return a.index;
  }
  std::int64_t offset(const relval_signal_view& v, Asset a) const { return v.width == 1 ? 0 : index_of(a); }
  const relval_today* c_;
};

// An asset that is not set keeps its target. Targets last until they can be traded.
class Targets {
 public:
  explicit Targets(relval_targets* c) : c_(c) {}
  void weight(Asset a, double w) { put(a, RELVAL_TARGET_WEIGHT, w); }       // risk: sizing gives it a notional
  void notional(Asset a, double n) { put(a, RELVAL_TARGET_NOTIONAL, n); }   // currency; a leg spreads it over its names
  void flat() {
    for (std::int64_t i = 0; i < c_->assets; ++i) {
      c_->how[i] = RELVAL_TARGET_WEIGHT;
      c_->value[i] = 0;
    }
  }

 private:
  void put(Asset a, std::uint8_t how, double value) {
    if (a.index < 0 || a.index >= c_->assets)
      throw std::out_of_range("a target for an Asset that setup() did not assign");
    c_->how[a.index] = how;
    c_->value[a.index] = value;
  }
  relval_targets* c_;
};

}  // namespace relval
