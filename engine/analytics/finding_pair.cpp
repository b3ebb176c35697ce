// Findings of a pair and of what the config bounds: one window, market beta, the losing leg, carry, exclusions,
// neutrality.
#include <algorithm>
#include <cmath>

#include "analytics/finding_rules.hpp"
#include "base/text.hpp"

namespace relval {
namespace {

constexpr double kMarketShare = 0.4;  // of the P&L
constexpr double kLostShare = 0.1;    // of what the other side made

}  // namespace

MaybeFinding find_hindsight(const RunResult& r, const Summary& s) {
  if (s.statistics.entry_rows != 1) return {};
  const EntryShift* worst = nullptr;
  for (const EntryShift& e : s.variations.entries)
    if (e.fault.empty() && e.days != 0 && (!worst || e.total < worst->total)) worst = &e;
  if (!worst) return {};  // thin_sample says that one entry is one bet
  const std::string text =
      format("one trade, window chosen in hindsight: from {} it makes {}, from {} {}", to_iso(r.config.from.value),
             money(s.statistics.total), to_iso(worst->from), money(worst->total));
  const double total = s.statistics.total;
  return worst->total < total - 0.5 * std::fabs(total) ? problem(text) : warning(text);
}

MaybeFinding find_market_share(const RunResult&, const Summary& s) {
  const SplitPnl& x = s.split.total;
  if (s.split.status != Status::ok || x.total == 0 || std::fabs(x.market) < kMarketShare * std::fabs(x.total))
    return {};
  const std::string beta =
      s.split.beta_at_entry.ok() ? format("; market beta {:+.2f} at entry", s.split.beta_at_entry.value) : "";
  const double share = x.market / x.total;
  const std::string text =
      x.total > 0 && x.market > 0
          ? format("{} of the P&L is the market's move, not the divergence{}", percent(share), beta)
          : format("the market's move made {} of a P&L of {}{}", money(x.market), money(x.total), beta);
  return problem(text, "size by dts or market_beta to trade the divergence alone");
}

MaybeFinding find_losing_side(const RunResult&, const Summary& s) {
  const double bought = s.pnl.side[0].total, sold = s.pnl.side[1].total;
  const double lost = std::min(bought, sold), made = std::max(bought, sold);
  if (lost >= 0 || made <= 0 || -lost < kLostShare * made) return {};
  return warning(format("the {} side lost {}, the {} side made {}", bought < sold ? "long" : "short", money(-lost),
                        bought < sold ? "short" : "long", money(made)));
}

MaybeFinding find_carry_sign(const RunResult& r, const Summary& s) {
  const CarryPath& c = s.carry;
  if (!c.now.ok() || c.now.value >= 0) return {};
  if (c.turned_row && c.at_entry.value > 0)
    return warning(format("net carry turned negative: {} a day at entry, {} now, since {}", money(c.at_entry.value),
                          money(c.now.value), to_iso(r.dates[*c.turned_row])),
                   "from here on the position pays to wait");
  return note(format("net carry is negative: {} a calendar day", money(c.now.value)));
}

MaybeFinding find_excluded_exposure(const RunResult&, const Summary& s) {
  for (const ExclusionProof& p : s.exclusions)
    if (p.rows_clean < p.rows)
      return problem(format("{} is excluded and was held on {} of {} rows, up to {}", p.name, p.rows - p.rows_clean,
                            p.rows, money(p.largest)));
  return {};
}

MaybeFinding find_neutrality(const RunResult& r, const Summary& s) {
  const auto graver = [](const Neutrality& a, const Neutrality& b) {  // a band that is to fail the run comes first
    const bool fails = a.on_breach == OnBreach::fail, other = b.on_breach == OnBreach::fail;
    return fails != other ? fails : a.rows_outside > b.rows_outside;
  };
  const Neutrality* worst = nullptr;
  for (const Neutrality& n : s.neutrality)
    if (n.rows_outside > 0 && (!worst || graver(n, *worst))) worst = &n;
  if (!worst) return {};
  const std::string text = format("net {} was outside its band of {} on {} of {} rows, at worst {} on {}",
                                  worst->factor, percent(worst->band), worst->rows_outside, worst->rows,
                                  percent(worst->worst), to_iso(r.dates[worst->worst_row]));
  if (worst->on_breach == OnBreach::trim)  // a day's move between the decision and its trade
    return note(text, "a one-sided book has nothing to be cut to; a two-sided one is cut at its next trade");
  Finding found = warning(text, "rehedge more often, set on_breach: trim, or size in the unit that is to be neutral");
  found.fails = worst->on_breach == OnBreach::fail;
  return found;
}

MaybeFinding find_trimmed(const RunResult& r, const Summary& s) {
  if (r.rows_trimmed == 0) return {};
  std::vector<std::string> bounds;
  for (const Neutrality& n : s.neutrality)
    if (n.on_breach == OnBreach::trim) bounds.push_back("neutral." + n.factor);
  if (r.config.limits.on_breach == OnBreach::trim && (r.config.limits.gross || r.config.limits.net))
    bounds.push_back("limits");
  return warning(format("{} cut the book on {} of {} rows: it is not what sizing.unit {} asked for", join(bounds, ", "),
                        r.rows_trimmed, r.rows(), name_of(r.config.sizing.unit)),
                 "the bound decides the hedge then; on_breach: finding leaves sizes alone");
}

MaybeFinding find_without_size(const RunResult& r, const Summary&) {
  if (r.rows_without_size == 0) return {};
  return warning(format("on {} of {} rows something was wanted that could not be sized", r.rows_without_size, r.rows()),
                 needs_beta(r.config.sizing.unit)
                     ? "no beta above 0, or too few changes in its window: what was held stayed"
                     : "a leg without members, or names that were never quoted: what was held stayed");
}

MaybeFinding find_above_cap(const RunResult& r, const Summary&) {
  for (const LegInfo& leg : r.legs)
    if (leg.rows_above_cap > 0 && !leg.factor)
      return warning(format("leg {} had too few names for its cap on {} of {} rows: equal weights", leg.name,
                            leg.rows_above_cap, r.rows()),
                     "raise weights.cap, or widen the leg");
  return {};
}

MaybeFinding find_limits(const RunResult& r, const Summary& s) {
  for (const LimitUse& l : s.limits)
    if (l.rows_outside > 0)
      return warning(format("{} notional was above its limit of {} of capital on {} rows, at worst {} on {}", l.limit,
                            percent(l.most), l.rows_outside, percent(l.worst), to_iso(r.dates[l.worst_row])));
  return {};
}

}  // namespace relval
