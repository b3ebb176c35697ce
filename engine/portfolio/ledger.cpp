#include "portfolio/ledger.hpp"

#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr std::size_t kResidual = index_of(Component::residual);

// A position's components and total over one row, ready to be added to its cell, its name and its day.
PnlCell position_row(const UnitBlock& unit, std::size_t r, std::size_t j, double n, double cost) {
  const std::size_t o = r * unit.slots + j;
  const double size = std::fabs(n), f = n > 0 ? unit.fin_long[o] : unit.fin_short[o];
  const double borrow = n < 0 ? unit.borrow_short[o] : 0.0;
  PnlCell p;
  const double* part = unit.component + r * unit.components.size() * unit.slots + j;
  for (std::size_t c = 0; c < unit.components.size(); ++c)
    p.component[index_of(unit.components[c])] = n * part[c * unit.slots];
  p.component[index_of(Component::funding)] = size * (f - borrow);
  p.component[index_of(Component::borrow)] = size * borrow;
  p.component[index_of(Component::cost)] = cost;
  p.total = gross_total(unit, r, j, n) + cost;
  return p;
}

}  // namespace

double gross_total(const UnitBlock& unit, std::size_t r, std::size_t j, double n) {
  const std::size_t o = r * unit.slots + j;
  return n * unit.total[o] + std::fabs(n) * (n > 0 ? unit.fin_long[o] : unit.fin_short[o]);
}

void PnlCell::add(const PnlCell& x) {
  for (std::size_t c = 0; c < kComponents; ++c) component[c] += x.component[c];
  total += x.total;
}

void PnlCell::close() {
  double sum = 0;
  for (std::size_t c = 0; c < kResidual; ++c) sum += component[c];
  component[kResidual] = closing_residual(total, sum);
  // Where large components cancel to a small total no double closes the sum; the total then moves to the nearest value
  // that one reaches, by less than an ulp of the largest component. Everywhere else this changes nothing.
  total = sum + component[kResidual];
}

const char* name_of(TradeReason r) {
  switch (r) {
    case TradeReason::enter: return "enter";
    case TradeReason::exit: return "exit";
    case TradeReason::reverse: return "reverse";
    case TradeReason::resize: return "resize";
    case TradeReason::rehedge: return "rehedge";
    case TradeReason::stop: return "stop";
    case TradeReason::max_hold: return "max_hold";
    case TradeReason::stated: return "stated";
    case TradeReason::drift: return "drift";
  }
  return "?";
}

Ledger::Ledger(std::size_t rows, std::size_t legs, std::vector<std::int32_t> leg_of, bool keep_by_name)
    : pnl(rows * legs * kSides), exposure(rows * legs * kSides), names(leg_of.size()),
      by_name(keep_by_name ? rows * leg_of.size() : 0), legs_(legs), leg_of_(std::move(leg_of)) {}

std::size_t Ledger::cell(std::size_t row, Slot s, double notional) const {
  const Side side = notional < 0 ? Side::short_risk : Side::long_risk;
  return (row * legs_ + static_cast<std::size_t>(leg_of_[s])) * kSides + static_cast<std::size_t>(side);
}

void Ledger::note_quote(NameResult& name, std::uint8_t flags, double total) {
  ++held_cells;
  ++name.rows_held;
  if (flags & kBreak) ++break_cells;
  if (flags & kStale) {
    ++stale_cells;
    ++name.stale_rows_held;
    name.longest_stale_run = std::max(name.longest_stale_run, ++name.current_stale_run);
  } else {
    if (name.current_stale_run > 0) name.pnl_on_catch_up += total;
    name.current_stale_run = 0;
  }
}

void Ledger::earn(std::size_t row, const UnitBlock& unit, std::size_t r, std::span<const Slot> slots,
                  std::span<const double> notional, CostBySlot cost) {
  for (std::size_t j = 0; j < slots.size(); ++j) {
    const Slot s = slots[j];
    const PnlCell p = position_row(unit, r, j, notional[s], cost[s]);
    pnl[cell(row, s, notional[s])].add(p);
    names[s].pnl.add(p);
    note_quote(names[s], unit.flags[r * unit.slots + j], p.total);
    if (by_name.empty()) continue;
    by_name[row * names.size() + s] = p;
    by_name[row * names.size() + s].close();
  }
}

void Ledger::enter(std::size_t row, std::span<const Slot> slots, std::span<const double> after, CostBySlot cost) {
  for (Slot s : slots) {
    PnlCell p;
    p.component[index_of(Component::cost)] = cost[s];
    p.total = cost[s];
    pnl[cell(row, s, after[s])].add(p);
    names[s].pnl.add(p);
    if (!by_name.empty()) by_name[row * names.size() + s] = p;
  }
}

void Ledger::expose(std::size_t row, Slot s, double notional, double cs01_per_unit, double dts_per_unit) {
  Exposure& e = exposure[cell(row, s, notional)];
  e.notional += notional;
  e.cs01 += notional * cs01_per_unit;
  e.dts += notional * dts_per_unit;
}

void Ledger::close(std::size_t row) {
  for (std::size_t i = 0; i < legs_ * kSides; ++i) pnl[row * legs_ * kSides + i].close();
}

void Ledger::finish() {
  for (NameResult& n : names) n.pnl.close();
}

}  // namespace relval
