// Somebody who watches a replay row by row: told before anything of a row is read, and shown what each stage made of
// it, in the order in which it was made. For the lookahead audit; a run without one pays a test of a pointer.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace relval {

// In the order of a row. item says which one of its kind, and values are by what is named after it.
enum class Watched : unsigned char {
  member,         // item: leg; weights by candidate of the leg, as decided on this row
  level,          // item: leg; quoted and adjusted spread (bp), duration (years) at the row's close
  earned,         // by slot: of the interval that ends on the row, currency
  trade,          // item: slot; decided row, before, after, spread, duration, reason, signal
  cost,           // item: slot; half-spread (bp), cost (currency)
  signal,         // item: node; by asset, or one value
  quote,          // item: 0 spread (bp), 1 duration (years), 2 quoted; by slot, as known to decisions
  target,         // item: 0 how (AssetTarget::How), 1 value; by asset, as last stated
  second_answer,  // item: 0 how (RELVAL_TARGET_), 1 value; by asset: decide() asked again, from the same State
  first_answer,   // the same of the answer that counts
  size,           // by slot: notional wanted, before bounds
  order,          // by slot: notional last ordered
  position,       // by slot: notional after the close
  pnl,            // item: leg * 2 + side; components, total
  exposure        // item: leg * 2 + side; notional, CS01, DTS
};

class ReplayWatch {
 public:
  virtual ~ReplayWatch() = default;

  // Rows of the loaded market, in order. The first call is for the run's first row and stands for all before it.
  virtual void row_begins(std::size_t) {}
  virtual void deciding(std::size_t) {}  // signals and decisions are next: they may know less than the book's marks
  virtual void decided(std::size_t) {}
  virtual void saw(Watched, std::size_t item, std::span<const double> values) = 0;

  // Rows become readable only as they begin: nothing, legs included, may be worked out ahead.
  virtual bool uncovers() const { return false; }
  virtual bool asks_twice() const { return false; }  // decide() a second time on each row, its State put back between
  // Of the memory around what a strategy may read (signals/row_buffer.hpp).
  virtual std::optional<double> fill() const { return {}; }
};

}  // namespace relval
