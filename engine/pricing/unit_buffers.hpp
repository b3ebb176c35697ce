// The arrays behind a UnitBlock, grown as needed and reused from block to block.
#pragma once

#include <array>
#include <vector>

#include "pricing/accrual.hpp"
#include "pricing/valuation.hpp"

namespace relval {

class UnitBuffers {
 public:
  explicit UnitBuffers(std::vector<Component> components) : components_(std::move(components)) {
    row_of_.fill(kNone);
    for (std::size_t i = 0; i < components_.size(); ++i) row_of_[index_of(components_[i])] = i;
  }

  void resize(std::size_t rows, std::size_t slots) {
    rows_ = rows;
    slots_ = slots;
    const std::size_t n = rows * slots;
    if (total.size() >= n) return;
    for (auto* v : {&total, &cs01, &dts}) v->resize(n);
    component.resize(n * components_.size());
    flags.resize(n);
  }
  std::size_t at(std::size_t row) const { return row * slots_; }
  // nullptr: the kind, or this run of it, does not have the component
  double* row_of(std::size_t row, Component c) {
    const std::size_t i = row_of_[index_of(c)];
    return i == kNone ? nullptr : component.data() + (row * components_.size() + i) * slots_;
  }

  void fill_financing(std::size_t row, const Accruals& a, std::size_t market_row) {
    financed_ = a.financed;
    if (!financed_) return;
    for (auto* v : {&fin_long, &fin_short, &borrow_short})
      if (v->size() < total.size()) v->resize(total.size());
    for (std::size_t j = 0; j < slots_; ++j) {
      fin_long[at(row) + j] = a.fin_long[market_row];
      fin_short[at(row) + j] = a.fund_short[market_row] + a.borrow_short[market_row];
      borrow_short[at(row) + j] = a.borrow_short[market_row];
    }
  }

  UnitBlock view() const {
    UnitBlock u{rows_, slots_, components_, total.data(), component.data()};
    if (financed_) u.fin_long = fin_long.data(), u.fin_short = fin_short.data(), u.borrow_short = borrow_short.data();
    u.cs01 = cs01.data(), u.dts = dts.data(), u.flags = flags.data();
    return u;
  }

  std::vector<double> total, component, fin_long, fin_short, borrow_short, cs01, dts;
  std::vector<std::uint8_t> flags;

 private:
  static constexpr std::size_t kNone = kComponents;
  std::vector<Component> components_;
  std::array<std::size_t, kComponents> row_of_{};
  std::size_t rows_ = 0, slots_ = 0;
  bool financed_ = false;
};

}  // namespace relval
