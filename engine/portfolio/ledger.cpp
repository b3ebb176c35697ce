#include "portfolio/ledger.hpp"

#include <algorithm>
#include <cmath>

#include "base/lanes.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr std::size_t kResidual = index_of(Component::residual);

// Rows of Positions::amount: a component each, then the total, then the cost, which most days have none of.
double& row_of(PnlCell& cell, std::span<const Component> parts, std::size_t row) {
  if (row < parts.size()) return cell.component[index_of(parts[row])];
  return row == parts.size() ? cell.total : cell.component[index_of(Component::cost)];
}
std::size_t row_count(std::span<const Component> parts) { return parts.size() + 2; }

// sums[k] += the values of row k from first to last, in order. Four rows side by side: each is a chain of additions
// that wait for one another, four chains fill the waiting.
void add_rows(const double* values, std::size_t stride, std::size_t first, std::size_t last, std::size_t rows,
              double* sums) {
  for (; rows >= 4; rows -= 4, sums += 4, values += 4 * stride) {
    double a = sums[0], b = sums[1], c = sums[2], d = sums[3];
    for (std::size_t j = first; j < last; ++j) {
      a += values[j];
      b += values[stride + j];
      c += values[2 * stride + j];
      d += values[3 * stride + j];
    }
    sums[0] = a, sums[1] = b, sums[2] = c, sums[3] = d;
  }
  for (; rows > 0; --rows, ++sums, values += stride)
    for (std::size_t j = first; j < last; ++j) *sums += values[j];
}

}  // namespace

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
    case TradeReason::membership: return "membership";
    case TradeReason::trim: return "trim";
    case TradeReason::stop: return "stop";
    case TradeReason::max_hold: return "max_hold";
    case TradeReason::stated: return "stated";
    case TradeReason::drift: return "drift";
    case TradeReason::matured: return "matured";
  }
  return "?";
}

Ledger::Ledger(std::size_t rows, std::size_t legs, std::vector<std::int32_t> leg_of, bool keep_by_name,
               bool keep_totals)
    : pnl(rows * legs * kSides), exposure(rows * legs * kSides), names(leg_of.size()),
      by_name(keep_by_name ? rows * leg_of.size() : 0),
      name_totals(keep_totals ? rows * leg_of.size() : 0), legs_(legs), leg_of_(std::move(leg_of)) {}

Ledger::Positions& Ledger::positions_of(const UnitBlock& unit) {
  for (Positions& p : kinds_)
    if (p.unit_parts.data() == unit.components.data()) return p;
  Positions p;
  p.unit_parts = unit.components;
  p.parts.assign(unit.components.begin(), unit.components.end());
  if (unit.fin_long) p.parts.insert(p.parts.end(), {Component::funding, Component::borrow});
  return kinds_.emplace_back(std::move(p));
}

// The same names, each on the side it was grouped by.
bool Ledger::still_grouped(const Positions& p, std::span<const Slot> slots, std::span<const double> notional) const {
  if (!std::equal(slots.begin(), slots.end(), p.slots.begin(), p.slots.end())) return false;
  for (std::size_t g = 0, j = 0; g < p.ends.size(); ++g) {
    const bool is_short = p.cells[g] % kSides == static_cast<std::size_t>(Side::short_risk);
    for (; j < p.ends[g]; ++j)
      if ((notional[slots[j]] < 0) != is_short) return false;
  }
  return true;
}

void Ledger::take_up(Positions& p, std::span<const Slot> slots, std::span<const double> notional) {
  put_down(p);
  const std::size_t n = slots.size();
  p.slots.assign(slots.begin(), slots.end());
  p.ends.clear();
  p.cells.clear();
  for (std::size_t j = 0; j < n; ++j) {
    const std::size_t c = cell(0, slots[j], notional[slots[j]]);
    if (p.cells.empty() || p.cells.back() != c) {
      p.cells.push_back(c);
      p.ends.push_back(j);
    }
    p.ends.back() = j + 1;
  }
  const std::size_t rows = row_count(p.parts);
  p.notional.resize(n);
  for (auto* v : {&p.amount, &p.sum}) v->resize(rows * n);
  for (std::size_t k = 0; k < rows; ++k)
    for (std::size_t j = 0; j < n; ++j) p.sum[k * n + j] = row_of(names[slots[j]].pnl, p.parts, k);
}

void Ledger::put_down(Positions& p) {
  const std::size_t n = p.slots.size();
  for (std::size_t j = 0; j < n; ++j) {
    NameResult& name = names[p.slots[j]];
    name.rows_held += p.rows;
    for (std::size_t k = 0; k < row_count(p.parts); ++k) row_of(name.pnl, p.parts, k) = p.sum[k * n + j];
  }
  p.rows = 0;
  p.slots.clear();
}

// flags: by position in p.slots. Rows on which every mark is quoted, after such rows, are only counted.
void Ledger::note_quotes(Positions& p, const std::uint8_t* flags) {
  const std::size_t n = p.slots.size();
  held_cells += n;
  ++p.rows;
  const bool eventful = std::any_of(flags, flags + n, [](std::uint8_t f) { return f != kQuoted; });
  if (!eventful && !p.stale) return;
  p.stale = false;
  const double* total = p.amount.data() + p.parts.size() * n;
  for (std::size_t j = 0; j < n; ++j) {
    NameResult& name = names[p.slots[j]];
    if (flags[j] & kBreak) ++break_cells;
    if (flags[j] & kStale) {
      ++stale_cells;
      ++name.stale_rows_held;
      name.longest_stale_run = std::max(name.longest_stale_run, ++name.current_stale_run);
      p.stale = true;
    } else {
      if (name.current_stale_run > 0) name.pnl_on_catch_up += total[j];
      name.current_stale_run = 0;
    }
  }
}

// What each position earned and paid, row by row of `amount`, and added to the sums of its name.
void Ledger::amounts_of(Positions& p, const UnitBlock& unit, std::size_t r, CostBySlot cost) {
  const lanes::Loops& loops = lanes::loops();
  const std::size_t n = p.slots.size(), parts = unit.components.size(), o = r * unit.slots;
  const double *notional = p.notional.data(), *u = unit.total + o;
  double* amount = p.amount.data();
  double* sum = p.sum.data();
  for (std::size_t c = 0; c < parts; ++c)
    loops.multiply_and_add(notional, unit.component + (r * parts + c) * unit.slots, amount + c * n, sum + c * n, n);
  const std::size_t at = p.parts.size();  // the row of the total
  double *total = amount + at * n, *paid = total + n;
  if (!unit.fin_long && cost.empty()) {
    loops.multiply_and_add(notional, u, total, sum + at * n, n);
    return;
  }
  for (std::size_t j = 0; j < n; ++j) {
    paid[j] = cost.empty() ? 0.0 : cost[p.slots[j]];
    total[j] = notional[j] * u[j];
  }
  if (unit.fin_long) {
    double *funding = amount + parts * n, *borrow = funding + n;
    for (std::size_t j = 0; j < n; ++j) {
      const double size = std::fabs(notional[j]);
      const double fee = notional[j] < 0 ? unit.borrow_short[o + j] : 0.0;
      const double f = notional[j] > 0 ? unit.fin_long[o + j] : unit.fin_short[o + j];
      funding[j] = size * (f - fee);
      borrow[j] = size * fee;
      total[j] += size * f;
    }
  }
  for (std::size_t j = 0; j < n; ++j) total[j] += paid[j];
  for (std::size_t i = parts * n; i < row_count(p.parts) * n; ++i) sum[i] += amount[i];
}

void Ledger::earn(std::size_t row, const UnitBlock& unit, std::size_t r, std::span<const Slot> slots,
                  std::span<const double> notional, CostBySlot cost) {
  Positions& p = positions_of(unit);
  if (!still_grouped(p, slots, notional)) take_up(p, slots, notional);
  const std::size_t n = slots.size();
  for (std::size_t j = 0; j < n; ++j) p.notional[j] = notional[slots[j]];
  amounts_of(p, unit, r, cost);
  const std::size_t rows = row_count(p.parts) - (cost.empty() ? 1 : 0);
  for (std::size_t g = 0, first = 0; g < p.ends.size(); first = p.ends[g++]) {
    PnlCell& day = pnl[row * legs_ * kSides + p.cells[g]];
    double sums[kComponents + 1];
    for (std::size_t k = 0; k < rows; ++k) sums[k] = row_of(day, p.parts, k);
    add_rows(p.amount.data(), n, first, p.ends[g], rows, sums);
    for (std::size_t k = 0; k < rows; ++k) row_of(day, p.parts, k) = sums[k];
  }
  note_quotes(p, unit.flags + r * unit.slots);
  if (!name_totals.empty()) {
    const double* total = p.amount.data() + p.parts.size() * n;
    double* kept = name_totals.data() + row * names.size();
    for (std::size_t j = 0; j < n; ++j) kept[slots[j]] += total[j];
  }
  if (by_name.empty()) return;
  for (std::size_t j = 0; j < n; ++j) {
    PnlCell& alone = by_name[row * names.size() + slots[j]];
    for (std::size_t k = 0; k < rows; ++k) row_of(alone, p.parts, k) = p.amount[k * n + j];
    alone.close();
  }
}

// Sums are taken in the order of the slots, within each cell; cell by cell they stay in registers.
void Ledger::expose(std::size_t row, std::span<const Slot> slots, std::span<const double> notional, const double* cs01,
                    const double* dts) {
  for (std::size_t j = 0; j < slots.size();) {
    const std::size_t c = cell(row, slots[j], notional[slots[j]]);
    Exposure e = exposure[c];
    for (; j < slots.size(); ++j) {
      const double held = notional[slots[j]];
      if (held == 0) continue;
      if (cell(row, slots[j], held) != c) break;
      e.notional += held;
      e.cs01 += held * cs01[j];
      e.dts += held * dts[j];
    }
    exposure[c] = e;
  }
}

void Ledger::enter(std::size_t row, std::span<const Slot> slots, std::span<const double> after, CostBySlot cost) {
  if (slots.empty()) return;
  for (Positions& p : kinds_) put_down(p);  // the names are about to change, and those that enter may be among them
  for (Slot s : slots) {
    PnlCell p;
    p.component[index_of(Component::cost)] = cost[s];
    p.total = cost[s];
    pnl[cell(row, s, after[s])].add(p);
    names[s].pnl.add(p);
    if (!by_name.empty()) by_name[row * names.size() + s] = p;
    if (!name_totals.empty()) name_totals[row * names.size() + s] += cost[s];
  }
}

void Ledger::close(std::size_t row) {
  for (std::size_t i = 0; i < legs_ * kSides; ++i) pnl[row * legs_ * kSides + i].close();
}

void Ledger::finish() {
  for (Positions& p : kinds_) put_down(p);
  for (NameResult& n : names) n.pnl.close();
}

}  // namespace relval
