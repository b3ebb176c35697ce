// What one unit of notional earns over an interval, whoever holds it: strategy-free, two-sided, by blocks of rows.
//
// Total of an interval on signed notional N: N * total + |N| * (N > 0 ? fin_long : fin_short).
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "market/panel.hpp"
#include "pricing/component.hpp"

namespace relval {

struct Rows {
  std::size_t first, last;  // rows [first, last) of the loaded market; the interval of row t is (t - 1, t]
  std::size_t count() const { return last - first; }
};
using Slot = std::uint32_t;  // an instrument of the loaded market

enum QuoteFlag : std::uint8_t {
  kQuoted = 0,
  kStale = 1,     // no quote on the row: the last one is carried, the spread change is zero
  kBreak = 2,     // a listed break: the change is replaced by the break-free one
};

// Arrays are [row][slot] in the order of the rows and slots asked for; valid until the next call of block().
struct UnitBlock {
  std::size_t rows = 0, slots = 0;
  std::span<const Component> components;  // those the kind has in this run, the same in every block; the others are 0
  const double* total = nullptr;          // U: per unit of signed notional
  const double* component = nullptr;      // [row][components.size()][slot], per unit of signed notional
  // Financing; all three are nullptr where a run has none.
  const double* fin_long = nullptr;       // per unit of absolute notional, <= 0 as a rule
  const double* fin_short = nullptr;      // funding + borrow of a short
  const double* borrow_short = nullptr;   // the borrow part of fin_short
  const double* cs01 = nullptr;           // P&L of +1 bp, per unit of notional: negative
  const double* dts = nullptr;            // duration x spread x 1e-4: P&L of +100 % of spread is -dts
  const std::uint8_t* flags = nullptr;    // QuoteFlag bits
};

class UnitSource {
 public:
  virtual ~UnitSource() = default;
  virtual Kind kind() const = 0;
  // Slots of this kind, in any order; rows.first >= 1. Results do not depend on how rows are cut into blocks.
  virtual UnitBlock block(Rows rows, std::span<const Slot> slots) = 0;
};

// The newest value of a panel at or before a row; NaN where there is none, or no panel.
double last_known(const Panel*, std::size_t row, Slot);

// Levels at the close of a row, for sizing and for trades on rows that no block covers; the last known quote is
// carried. Kind price: spread 0 once a price is known, duration 0 without a field.
struct Marks {
  double spread_bp, duration_years;  // NaN where never quoted up to the row
  bool quoted;                       // on the row itself
};
class MarksReader {
 public:
  // as_known: what was known at the row's close, a field's knowledge lag behind its marks; for decisions. Otherwise the
  // marks of the row itself; for trades and risk.
  explicit MarksReader(const MarketData&, bool as_known = false);  // the market outlives it
  Marks at(std::size_t row, Slot) const;
  void row(std::size_t row, std::span<Marks> by_slot) const;  // of every instrument

 private:
  const MarketData& market_;
  const Panel *spread_, *duration_, *price_;
  std::size_t spread_lag_ = 0, duration_lag_ = 0, price_lag_ = 0;  // rows
};
// Has been quoted, with a duration: it can be held.
inline bool is_member(const Marks& m) { return m.spread_bp == m.spread_bp && m.duration_years == m.duration_years; }

// Of one unit of notional at those marks.
struct UnitRisk {
  double cost_basis;      // price move per 1.00 of spread (duration); 1 for a price
  double cost_spread_bp;  // the spread a proportional half-spread is a share of
  double cs01, dts;       // as in UnitBlock
};
inline UnitRisk unit_risk(Kind kind, const Marks& m) {
  const double d = m.duration_years;
  if (kind == Kind::price) return {1.0, 0.0, -d * 1e-4, 0.0};
  return {d, m.spread_bp, -d * 1e-4, d * m.spread_bp * 1e-4};
}

}  // namespace relval
