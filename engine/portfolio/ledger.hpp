// The book's P&L and exposure, row by row: posts what positions earned and paid into cells of row, leg and side.
// Summation order is fixed: instruments held before the row in their order, then those entered on it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "pricing/valuation.hpp"

namespace relval {

enum class Side : unsigned char { long_risk = 0, short_risk = 1 };
inline constexpr std::size_t kSides = 2;

// P&L of one cell: components in order (the residual last) and their total. The left-to-right sum of the components is
// the total, to the bit, in every cell and in every sum of cells made by add() and close().
struct PnlCell {
  ComponentSums component{};
  double total = 0;
  void add(const PnlCell&);  // sums components and totals; call close() after the last
  // Sets the residual so that the components add up to the total, to the bit (docs/accounting.md on the rare
  // exception).
  void close();
};

// Closing exposure after the row's trades, currency. Signed: long > 0.
struct Exposure {
  double notional = 0;  // of the cell's side: >= 0 long, <= 0 short
  double cs01 = 0;      // P&L of +1 bp: negative for long credit risk
  double dts = 0;       // sum of N D s 1e-4: P&L of +100 % of spread is minus this
};

// membership: a leg's names or weights changed; trim: a bound was met.
enum class TradeReason {
  enter,
  exit,
  reverse,
  resize,
  rehedge,
  membership,
  trim,
  stop,
  max_hold,
  stated,
  drift,
  matured
};
const char* name_of(TradeReason);

struct Trade {
  std::size_t decided_row, row;  // of the run
  std::uint32_t slot;            // instrument
  std::int32_t leg;
  double before, after;          // notional, signed
  double cost;                   // <= 0
  double half_spread_bp, spread_bp, duration_years;
  TradeReason reason;
  double signal;                 // the score or target weight behind it; NaN where there is none
};

struct NameResult {  // one instrument over the run
  PnlCell pnl;
  std::size_t rows_held = 0, stale_rows_held = 0, trades = 0;
  std::size_t longest_stale_run = 0;   // rows, while held
  std::size_t current_stale_run = 0;
  double pnl_on_catch_up = 0;          // total P&L of the rows on which a quote came back after stale rows
};

// What a position of signed notional n earned over the interval of block row r, financing included, cost not.
inline double gross_total(const UnitBlock& unit, std::size_t r, std::size_t slot_of_block, double n) {
  const std::size_t o = r * unit.slots + slot_of_block;
  const double earned = n * unit.total[o];
  if (!unit.fin_long) return earned;
  return earned + (n > 0 ? n * unit.fin_long[o] : -n * unit.fin_short[o]);
}

// One instrument's costs of a row, negative; 0 for those that did not trade. Empty where none did.
using CostBySlot = std::span<const double>;

class Ledger {
 public:
  Ledger(std::size_t rows, std::size_t legs, std::vector<std::int32_t> leg_of, bool by_name, bool totals = false);

  // Row `row` of the run: earnings of the slots held over the interval (notional: by slot, before the row's trades) at
  // row `r` of the block, with the row's costs. Quickest where slots of one leg and side lie side by side, as
  // Book::held() has them.
  void earn(std::size_t row, const UnitBlock&, std::size_t r, std::span<const Slot> slots,
            std::span<const double> notional, CostBySlot);
  // Cost of slots that were not held before the row.
  void enter(std::size_t row, std::span<const Slot> slots, std::span<const double> notional_after, CostBySlot);
  // Exposure at the row's close. notional: by slot; cs01, dts: per unit of it, by position in slots.
  void expose(std::size_t row, std::span<const Slot> slots, std::span<const double> notional, const double* cs01,
              const double* dts);
  void close(std::size_t row);  // ends a row: closes its cells
  void finish();  // writes the per-name sums back and closes them

  std::vector<PnlCell> pnl;            // [row][leg][side]
  std::vector<Exposure> exposure;      // [row][leg][side]
  std::vector<NameResult> names;       // by slot
  std::vector<PnlCell> by_name;        // [row][slot]
  std::vector<double> name_totals;     // [row][slot]
  std::size_t held_cells = 0, stale_cells = 0, break_cells = 0;

 private:
  // The positions of one kind while the same names are held: runs of one leg and side, so that the sums of a cell go
  // over neighbours. Per-name sums are kept here and written back when the names change.
  struct Positions {
    std::span<const Component> unit_parts;  // of the unit blocks; the identity of the kind
    std::vector<Component> parts;        // those, and financing where there is any
    std::vector<Slot> slots;             // as given
    std::vector<std::size_t> ends;       // of each run
    std::vector<std::size_t> cells;      // of each run: leg * kSides + side
    std::vector<double> notional;
    std::vector<double> amount, sum;     // [part][slot]: of the row, of the name over the run
    std::size_t rows = 0;                // earned since the names were taken up
    bool stale = false;                  // some name had no quote on the last row
  };

  Positions& positions_of(const UnitBlock&);
  bool still_grouped(const Positions&, std::span<const Slot>, std::span<const double> notional) const;
  void take_up(Positions&, std::span<const Slot>, std::span<const double> notional);
  void put_down(Positions&);
  void amounts_of(Positions&, const UnitBlock&, std::size_t r, CostBySlot);
  void note_quotes(Positions&, const std::uint8_t* flags);
  std::size_t cell(std::size_t row, Slot s, double notional) const {
    const Side side = notional < 0 ? Side::short_risk : Side::long_risk;
    return (row * legs_ + static_cast<std::size_t>(leg_of_[s])) * kSides + static_cast<std::size_t>(side);
  }

  std::size_t legs_;
  std::vector<std::int32_t> leg_of_;
  std::vector<Positions> kinds_;
};

}  // namespace relval
