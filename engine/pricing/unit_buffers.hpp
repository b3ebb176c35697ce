// The arrays behind a UnitBlock, grown as needed and reused from block to block.
#pragma once

#include <vector>

#include "pricing/accrual.hpp"
#include "pricing/valuation.hpp"

namespace relval {

class UnitBuffers {
 public:
  explicit UnitBuffers(std::span<const Component> components) : components_(components) {}

  void resize(std::size_t rows, std::size_t slots) {
    rows_ = rows;
    slots_ = slots;
    const std::size_t n = rows * slots;
    if (total.size() >= n) return;
    for (auto* v : {&total, &fin_long, &fin_short, &borrow_short, &cs01, &dts}) v->resize(n);
    component.resize(n * components_.size());
    flags.resize(n);
  }
  std::size_t at(std::size_t row) const { return row * slots_; }
  double* component_row(std::size_t row, std::size_t c) {
    return component.data() + (row * components_.size() + c) * slots_;
  }

  void fill_financing(std::size_t row, const Accruals& a, std::size_t market_row) {
    for (std::size_t j = 0; j < slots_; ++j) {
      fin_long[at(row) + j] = a.fin_long[market_row];
      fin_short[at(row) + j] = a.fund_short[market_row] + a.borrow_short[market_row];
      borrow_short[at(row) + j] = a.borrow_short[market_row];
    }
  }

  UnitBlock view() const {
    return {rows_,          slots_,           components_,         total.data(), component.data(), fin_long.data(),
            fin_short.data(), borrow_short.data(), cs01.data(), dts.data(), flags.data()};
  }

  std::vector<double> total, component, fin_long, fin_short, borrow_short, cs01, dts;
  std::vector<std::uint8_t> flags;

 private:
  std::span<const Component> components_;
  std::size_t rows_ = 0, slots_ = 0;
};

}  // namespace relval
