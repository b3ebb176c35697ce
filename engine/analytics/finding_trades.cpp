// Findings about trading: whether the trades could have been made and what they cost.
#include <algorithm>
#include <cmath>

#include "analytics/finding_rules.hpp"
#include "base/text.hpp"

namespace relval {
namespace {

constexpr double kComfortableBreakEven = 2.0, kHighLeverage = 20, kTinyBook = 0.01;
constexpr double kLeastBorrowBp = 5, kLeastHalfBp = 0.1;

bool charges(const CostConfig& c) { return c.half_spread_floor_bp > 0 || c.half_spread_share > 0; }

double financing_of(const PnlCell& p) {
  double sum = 0;
  for (const Component c : {Component::funding, Component::borrow, Component::margin}) sum += p.component[index_of(c)];
  return sum;
}

bool held_anything(const Summary& s) { return s.exposures.book.rows_held > 0; }

}  // namespace

MaybeFinding find_never_traded(const RunResult& r, const Summary& s) {
  if (!r.trades.empty()) return {};
  return problem(format("no trade in {}: the strategy never asked for a position that could be taken",
                        counted(s.coverage.rows, r.row_unit.name)),
                 "check its thresholds, the dates from..to, and that its legs have quotes");
}

MaybeFinding find_same_close(const RunResult& r, const Summary&) {
  const auto n = static_cast<std::size_t>(std::count_if(r.trades.begin(), r.trades.end(), [](const Trade& t) {
    return t.decided_row == t.row && t.reason != TradeReason::matured;  // a bond repaid was decided by nobody
  }));
  if (n == 0) return {};
  const bool stated =
      std::all_of(r.trades.begin(), r.trades.end(), [](const Trade& t) { return t.reason == TradeReason::stated; });
  if (stated) return note("the positions are stated as held after each close: no decision was simulated");
  return problem(format("{} of {} made at the close that decided them: it was not known before it was too late", n,
                        counted(r.trades.size(), "trade")),
                 "set timing.delay: 1");
}

MaybeFinding find_no_cost(const RunResult& r, const Summary&) {
  if (r.trades.empty()) return {};
  for (const auto& [leg, cost] : r.config.costs) {
    if (charges(cost)) return {};
  }
  return warning(counted(r.trades.size(), "trade") + " made for free: no half-spread is configured",
                 "set costs.default.half_spread_floor_bp and half_spread_share");
}

// Of the legs that traded, those that never paid while others did: forgotten in costs, or a share of a price's spread.
MaybeFinding find_free_legs(const RunResult& r, const Summary&) {
  std::vector<std::size_t> trades(r.legs.size()), paid(r.legs.size());
  for (const Trade& t : r.trades) {
    if (t.leg < 0) continue;
    ++trades[static_cast<std::size_t>(t.leg)];
    paid[static_cast<std::size_t>(t.leg)] += t.cost != 0 ? 1 : 0;
  }
  std::vector<std::string> free;
  std::size_t count = 0;
  for (std::size_t l = 0; l < r.legs.size(); ++l) {
    if (trades[l] == 0 || paid[l] > 0) continue;
    free.push_back("'" + r.legs[l].name + "'");
    count += trades[l];
  }
  constexpr std::size_t kNamed = 5;
  const bool others = std::any_of(paid.begin(), paid.end(), [](std::size_t n) { return n > 0; });
  if (free.empty() || !others) return {};
  const std::string more = free.size() > kNamed ? format(" and {} more", free.size() - kNamed) : "";
  free.resize(std::min(free.size(), kNamed));
  return warning(
      format("{} of {}{} made for free while other legs pay", counted(count, "trade"), join(free, ", "), more),
      "state costs.default, which is for legs without costs of their own; instruments of kind price pay the"
      " floor alone");
}

// Orders that found no quote (or no duration) on the close they were due.
MaybeFinding find_waiting_orders(const RunResult& r, const Summary&) {
  if (r.orders_waited == 0) return {};
  std::size_t late = 0, longest = 0;
  const Trade* worst = nullptr;
  for (const Trade& t : r.trades) {
    const std::size_t due = t.decided_row + static_cast<std::size_t>(std::max(r.delay_rows, 0));
    if (t.row <= due) continue;
    ++late;
    if (t.row - due <= longest) continue;
    longest = t.row - due;
    worst = &t;
  }
  std::string text = counted(r.orders_waited, "order") + " found no quote when due: ";
  text += late > 0 ? std::to_string(late) + " traded late" : "none traded late";
  if (worst) {
    text += format(", the latest after {} ({} on {})", counted(longest, r.row_unit.name), r.instruments.id[worst->slot],
                   to_iso(r.dates[worst->row]));
  }
  if (late < r.orders_waited) text += format("; {} never did", r.orders_waited - late);
  return warning(text, "the result holds positions that the strategy had asked for earlier, or lacks them");
}

MaybeFinding find_leverage(const RunResult& r, const Summary& s) {
  const double gross = s.exposures.book.gross.entry, capital = r.config.portfolio.capital;
  if (!held_anything(s) || !(gross > kHighLeverage * capital)) return {};
  const double times = gross / capital;
  return warning(format("{} gross at entry is {} times the capital of {}", money(gross),
                        format(times < 1e6 ? "{:.0f}" : "{:.3g}", times), money(capital)),
                 "returns on this capital are those of the leverage: raise portfolio.capital or size smaller");
}

MaybeFinding find_tiny_book(const RunResult& r, const Summary& s) {
  const double gross = s.exposures.book.gross.average, capital = r.config.portfolio.capital;
  if (!held_anything(s) || !(gross < kTinyBook * capital)) return {};
  return warning(format("{} gross on average, {} of the capital of {}", money(gross), percent(gross / capital),
                        money(capital)),
                 "check the unit of sizing.per_leg and of portfolio.capital; shares of capital say little here");
}

// Rates that look like a slip of the unit: 0.3 for 0.3 % is 30 bp.
MaybeFinding find_cheap_rates(const RunResult& r, const Summary& s) {
  std::vector<std::string> slips;
  const bool sold = std::any_of(r.trades.begin(), r.trades.end(), [](const Trade& t) { return t.after < 0; });
  if (const double fee = r.config.financing.borrow_fee_bp; sold && fee > 0 && fee < kLeastBorrowBp)
    slips.push_back(format("a borrow fee of {:g} bp a year (10 to 20 is usual for bonds)", fee));
  const Statistic& half = s.statistics.break_even.charged_bp;
  if (half.ok() && half.value > 0 && half.value < kLeastHalfBp)
    slips.push_back(format("a mean half-spread of {:.3f} bp (0.25 is that of the largest index)", half.value));
  if (slips.empty()) return {};
  return warning("unusually cheap: " + join(slips, "; "), "is it the unit? these keys are in basis points");
}

MaybeFinding find_no_financing(const RunResult& r, const Summary& s) {
  const FinancingConfig& f = r.config.financing;
  if (!held_anything(s) || f.long_spread_bp != 0 || f.borrow_fee_bp != 0) return {};
  if (f.haircut != 0 && f.haircut_spread_bp != 0) return {};
  return warning("positions are financed for free: no funding spread, borrow fee or haircut is configured",
                 "set financing.long_spread_bp and financing.borrow_fee_bp");
}

MaybeFinding find_break_even(const RunResult&, const Summary& s) {
  const BreakEven& b = s.statistics.break_even;
  if (!b.multiple.ok() || b.multiple.value >= kComfortableBreakEven) return {};
  const double total = s.pnl.total.total, cost = s.pnl.total.component[index_of(Component::cost)];
  const double before = total - cost;
  if (before <= 0) {
    const double unfinanced = before - financing_of(s.pnl.total);
    if (unfinanced == before) {
      return warning(format("loses before trading cost: {} before, {} after", money(before), money(total)));
    }
    return warning(format("loses before trading cost: {} before financing and cost, {} before cost, {} after both",
                          money(unfinanced), money(before), money(total)),
                   unfinanced > 0 ? "it is the financing that makes the loss: look at financing and at carry" : "");
  }
  return warning(format("cost decides the result: {} before cost, {} of cost; break-even at {:.2f}x the charged"
                        " half-spreads",
                        money(before), money(-cost), b.multiple.value),
                 "trade less often or in fewer names; run with doubled costs");
}

MaybeFinding find_open_at_end(const RunResult& r, const Summary& s) {
  const ExposureLevels& book = s.exposures.book;
  if (!held_anything(s) || book.exit_row + 1 != r.rows()) return {};
  std::string text = format("{} gross still open on {}", money(book.gross.exit), to_iso(r.dates.back()));
  const Statistic& half = s.statistics.break_even.charged_bp;
  if (half.ok() && half.value > 0) {
    text += format("; closing it would cost about {} at the average half-spread charged",
                   money(book.cs01_gross.exit * half.value));
  }
  return note(text);
}

MaybeFinding find_cs01_not_neutral(const RunResult& r, const Summary& s) {
  const ExposureSummary& e = s.exposures;
  if (r.config.sizing.unit != RiskUnit::cs01 || e.rows_beyond_tolerance == 0) return {};
  return warning(format("net CS01 beyond 5 % of gross on {} of {}, at worst {} on {}", e.rows_beyond_tolerance,
                        counted(e.rows_both_sides, r.row_unit.name), percent(e.worst_net_share),
                        to_iso(r.dates[e.worst_net_row])),
                 "rehedge more often: sizing.rehedge.every");
}

}  // namespace relval
