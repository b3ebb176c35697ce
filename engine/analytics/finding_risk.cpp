// Findings about the risk of the book: what the P&L was earned against.
#include <algorithm>
#include <cmath>

#include "analytics/finding_rules.hpp"
#include "base/text.hpp"

namespace relval {
namespace {

constexpr double kYearsApart = 1.0, kNetShare = 0.10;
constexpr const char* kTailScenario = "covid";

// "hyperscaler (the short side)", or the side alone where it has several legs.
std::string side_of(const RunResult& r, const Summary& s, Side side) {
  const std::string text = side == Side::long_risk ? "the long side" : "the short side";
  std::string name;
  for (std::size_t l = 0; l < r.legs.size(); ++l) {
    if (r.held(s.exposures.book.exit_row, l, side).notional == 0) continue;
    if (!name.empty()) return text;
    name = r.legs[l].name;
  }
  return name.empty() ? text : name + " (" + text + ")";
}

}  // namespace

MaybeFinding find_tail_against_pnl(const RunResult&, const Summary& s) {
  const StressResult* tail = find_stress(s.risk.stress_at_entry, kTailScenario);
  const double total = s.statistics.total;
  if (!tail || !(-tail->total > std::fabs(total))) return {};
  const std::string multiple =
      total == 0 ? "" : format(", {:.1f}x the P&L of {}", -tail->total / std::fabs(total), money(total));
  return warning(format("tail: {} on the spreads of {} would have lost {}{}", tail->label, to_iso(s.risk.entry_date),
                        money(-tail->total), multiple),
                 "size by dts to be flat to a proportional widening");
}

MaybeFinding find_tenor_mismatch(const RunResult& r, const Summary& s) {
  const SideDuration& d = s.risk.durations;
  if (!d.longer.ok() || std::fabs(d.longer.value) <= kYearsApart) return {};
  const bool long_side = d.longer.value > 0;
  const auto [low, high] = std::minmax(d.long_side.value, d.short_side.value);
  return note(format("{} is {:.1f} years longer (CS01-weighted {:.1f} against {:.1f}): the pair is a credit {}",
                     side_of(r, s, long_side ? Side::long_risk : Side::short_risk), high - low, high, low,
                     long_side ? "flattener" : "steepener"),
              "CS01-neutral is neutral to a parallel move only");
}

MaybeFinding find_net_notional(const RunResult& r, const Summary& s) {
  const ExposureLevels& book = s.exposures.book;
  if (book.rows_held == 0 || !book_exposure(r, book.exit_row, 0, r.legs.size()).both_sides) return {};
  const double net = book.net.exit, gross = book.gross.exit;
  if (!(std::fabs(net) > kNetShare * gross)) return {};
  return note(format("net notional of {}, {} of gross, on {}: defaults do not cancel between the sides", money(net),
                     percent(std::fabs(net) / gross), to_iso(r.dates[book.exit_row])),
              "");
}

MaybeFinding find_stress_beyond_capital(const RunResult& r, const Summary& s) {
  const double capital = r.config.portfolio.capital;
  const StressResult* worst = nullptr;
  const char* book = "";
  const std::pair<const std::vector<StressResult>*, const char*> books[] = {
      {&s.risk.stress_at_entry, "at entry"}, {&s.risk.stress_now, "as it stands"}};
  for (const auto& [all, which] : books)
    for (const StressResult& x : *all)
      if (x.total < -capital && (!worst || x.total < worst->total)) worst = &x, book = which;
  if (!worst) return {};
  return problem(format("{} on the book {} loses {}, more than the capital of {}", worst->label, book,
                        money(-worst->total), money(capital)),
                 "size smaller, or state the capital that stands behind it");
}

}  // namespace relval
