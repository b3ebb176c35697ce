#include "market/leg_history.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/text.hpp"
#include "market/known_field.hpp"
#include "market/maturities.hpp"
#include "market/period.hpp"
#include "relval/types.hpp"

namespace relval {

class LegHistoryBuilder {
 public:
  LegHistoryBuilder(const Universe& u, const MarketData& m, const LegTiming& timing, LegHistory& out)
      : universe_(u),
        market_(m),
        timing_(timing),
        out_(out),
        spread_(m, "spread"),
        duration_(m, "duration"),
        rating_(m, "rating"),
        member_(m, "member"),
        value_(m, "market_value"),
        price_(m, "price"),
        matures_(maturities(m)),
        quote_row_(u.names.size(), kNever),
        outside_since_(u.names.size(), kNever),
        formed_daily_from_(timing.first_row - std::min(timing.first_row, timing.rows_before)),
        current_(u.legs.size()),
        chained_(u.legs.size(), kNaN),
        gap_(u.legs.size(), 0.0) {
    LegHistory::Path path;
    path.compositions.emplace_back();  // nobody
    path.at.assign(m.dates.size(), 0);
    for (auto* v : {&path.quoted_bp, &path.adjusted_bp, &path.duration_years}) v->assign(m.dates.size(), kNaN);
    out_.legs_.assign(u.legs.size(), path);
    out_.first_row_ = timing.first_row;
  }

  void follow_through(std::size_t row) {
    for (; next_ <= row && next_ < market_.dates.size(); ++next_) follow(next_);
  }

 private:
  static constexpr std::size_t kNever = static_cast<std::size_t>(-1);

  void follow(std::size_t t) {
    for (KnownField* f : {&spread_, &duration_, &rating_, &member_, &value_, &price_}) f->advance(t);
    for (std::size_t l = 0; l < universe_.legs.size(); ++l) {
      const Leg& leg = universe_.legs[l];
      if (t < formed_daily_from_ && !leg.factor) continue;  // no members, no levels yet
      learn(leg, t);
      decide(l, t);
    }
    if (t == timing_.first_row) meet_quoted();
    if (t >= timing_.first_row) refuse_overlap(t);
  }

  // The chained spread meets the quoted one on the run's first row.
  void meet_quoted() {
    for (std::size_t l = 0; l < universe_.legs.size(); ++l) {
      LegHistory::Path& path = out_.legs_[l];
      const double gap = path.quoted_bp[timing_.first_row] - path.adjusted_bp[timing_.first_row];
      if (!std::isfinite(gap) || gap == 0) continue;
      gap_[l] = gap;
      for (std::size_t t = 0; t <= timing_.first_row; ++t) path.adjusted_bp[t] += gap;
    }
  }

  void learn(const Leg& leg, std::size_t t) {
    for (const std::uint32_t s : leg.slots) {
      if ((is_price(s) ? price_ : spread_).quoted_on(t, s)) quote_row_[s] = t;
      if (in_range(leg, s)) outside_since_[s] = kNever;
      else if (outside_since_[s] == kNever) outside_since_[s] = t - std::min(t, lag_of_rule(s));
    }
  }

  bool no_member(std::size_t slot) const { return member_.present() && member_.value(slot) == 0; }
  // How late what puts a name outside is known.
  std::size_t lag_of_rule(std::size_t slot) const { return no_member(slot) ? member_.lag() : rating_.lag(); }

  bool in_range(const Leg& leg, std::size_t slot) const {
    if (no_member(slot)) return false;
    return std::all_of(leg.ratings.begin(), leg.ratings.end(),
                       [&](const RatingRange& r) { return r.holds(rating_.value(slot)); });
  }

  bool gates_open(const Leg& leg, std::size_t position, Date day) const {
    return std::all_of(leg.gates.begin(), leg.gates.end(), [&](const Gate& gate) {
      const auto& windows = gate[position];
      return std::any_of(windows.begin(), windows.end(),
                         [&](const DateWindow& w) { return w.from <= day && day < w.to; });
    });
  }

  // The row on which what is decided on t trades; the last row where that lies beyond the data.
  std::size_t trade_row(std::size_t t) const {
    return t < timing_.first_row ? t : std::min(t + timing_.delay, market_.dates.size() - 1);
  }

  // A held name that is outside may still be held at the close of row x.
  bool may_stay(std::size_t slot, std::size_t x) const {
    if (universe_.when_outside == WhenOutside::sell) return false;
    const Date left = market_.dates[outside_since_[slot]];
    return !new_period(left, market_.dates[x], Every::month) && !ends_period(market_.dates, x, Every::month);
  }

  void decide(std::size_t l, std::size_t t) {
    const Leg& leg = universe_.legs[l];
    LegHistory::Path& path = out_.legs_[l];
    const std::size_t x = trade_row(t);
    const bool daily = t >= formed_daily_from_ && t <= timing_.first_row;
    const bool forming =
        daily || current_[l].empty() || (t < formed_daily_from_ && ends_period(market_.dates, t, leg.rebalance));
    const bool due =
        forming || (t + timing_.delay == x && ends_period(market_.dates, x, leg.rebalance)) || gate_turns(leg, x, t);
    std::vector<Member> next =
        due ? formed(leg, x, t, forming ? std::vector<Member>() : current_[l]) : kept(x, current_[l]);
    keep_equal_weights(next, current_[l]);
    const auto same = [](const Member& a, const Member& b) { return a.slot == b.slot && a.weight == b.weight; };
    if (!std::equal(next.begin(), next.end(), current_[l].begin(), current_[l].end(), same)) {
      path.compositions.push_back(next);
      if (t > timing_.first_row) note_changes(l, t, due, current_[l], next);
    }
    path.at[t] = static_cast<std::uint32_t>(path.compositions.size() - 1);
    current_[l] = std::move(next);
    if (t >= timing_.first_row && leg.cap * static_cast<double>(current_[l].size()) < 1 - 1e-12 && !current_[l].empty())
      ++path.rows_above_cap;
    note_levels(l, t);
  }

  // A weight that is the same but for rounding stays the same to the bit: nothing is traded for it.
  static void keep_equal_weights(std::vector<Member>& next, const std::vector<Member>& held) {
    auto was = held.begin();
    for (Member& m : next) {
      while (was != held.end() && was->slot < m.slot) ++was;
      if (was != held.end() && was->slot == m.slot && std::fabs(was->weight - m.weight) <= 1e-12 * m.weight)
        m.weight = was->weight;
    }
  }

  // Whether a group's date lies between the trade rows of the row before and of this one.
  bool gate_turns(const Leg& leg, std::size_t x, std::size_t t) const {
    if (leg.gates.empty() || t + timing_.delay != x) return false;
    for (std::size_t i = 0; i < leg.slots.size(); ++i)
      if (gates_open(leg, i, market_.dates[x]) != gates_open(leg, i, market_.dates[x - 1])) return true;
    return false;
  }

  bool is_price(std::size_t slot) const { return market_.instruments.kind[slot] == Kind::price; }

  bool may_enter(const Leg& leg, std::size_t slot, std::size_t t) const {
    return outside_since_[slot] == kNever && quote_row_[slot] != kNever && t - quote_row_[slot] <= timing_.stale_rows &&
           !std::isnan(raw_weight(leg, slot));
  }

  double raw_weight(const Leg& leg, std::size_t slot) const {
    const double years = duration_.value(slot), bp = spread_.value(slot);
    if (is_price(slot) ? std::isnan(price_.value(slot)) : std::isnan(bp) || std::isnan(years)) return kNaN;
    const auto positive = [](double x) { return x > 0 ? x : kNaN; };
    switch (leg.weights) {
      case LegWeights::equal: return 1;
      case LegWeights::market_value: return positive(value_.value(slot));
      case LegWeights::dts_equal: return 1 / positive(years * bp);
      case LegWeights::cs01_equal: return 1 / positive(years);
    }
    return kNaN;
  }

  // Whether the name has ended by row x, as far as is known when what trades there is decided.
  bool ended(std::uint32_t slot, std::size_t x) const {
    return x >= matures_[slot].row && x >= matures_[slot].known + timing_.delay;
  }

  std::vector<Member> formed(const Leg& leg, std::size_t x, std::size_t t, const std::vector<Member>& held) const {
    std::vector<Member> out;
    std::vector<double> raw;
    auto now = held.begin();
    for (std::size_t i = 0; i < leg.slots.size(); ++i) {
      const std::uint32_t s = leg.slots[i];
      while (now != held.end() && now->slot < s) ++now;
      const bool is_held = now != held.end() && now->slot == s;
      if (ended(s, x) || !gates_open(leg, i, market_.dates[x])) continue;
      const bool stays = is_held && (outside_since_[s] == kNever || may_stay(s, x)) && !std::isnan(raw_weight(leg, s));
      if (!stays && !may_enter(leg, s, t)) continue;
      out.push_back({s, 0});
      raw.push_back(raw_weight(leg, s));
    }
    const std::vector<double> weights = capped_weights(std::move(raw), leg.cap);
    for (std::size_t i = 0; i < out.size(); ++i) out[i].weight = weights[i];
    return out;
  }

  std::vector<Member> kept(std::size_t x, const std::vector<Member>& held) const {
    std::vector<Member> out;
    double sum = 0;
    for (const Member& m : held) {
      if (ended(m.slot, x) || (outside_since_[m.slot] != kNever && !may_stay(m.slot, x))) continue;
      out.push_back(m);
      sum += m.weight;
    }
    if (out.size() == held.size()) return held;
    for (Member& m : out) m.weight /= sum;
    return out;
  }

  void note_changes(std::size_t l, std::size_t t, bool due, const std::vector<Member>& before,
                    const std::vector<Member>& after) {
    const auto note = [&](const Member& m, const std::vector<Member>& others, bool joined) {
      const auto same = [&](const Member& o) { return o.slot == m.slot; };
      if (std::none_of(others.begin(), others.end(), same))
        out_.changes_.push_back({t, l, m.slot, joined, why(m.slot, t, joined, due)});
    };
    for (const Member& m : before) note(m, after, false);
    for (const Member& m : after) note(m, before, true);
  }

  std::string why(std::uint32_t slot, std::size_t t, bool joined, bool due) const {
    if (!joined && ended(slot, t + timing_.delay)) return "matures";
    if (joined || outside_since_[slot] == kNever) return joined && !due ? "formed" : "rebalance";
    const std::string since = " since " + to_iso(market_.dates[outside_since_[slot]]);
    if (no_member(slot)) return "no member" + since;
    return "rating " + rating_text(rating_.value(slot)) + since;
  }

  void note_levels(std::size_t l, std::size_t t) {
    LegHistory::Path& path = out_.legs_[l];
    double spreads = 0, years = 0, weights = 0;
    for (const Member& m : held_at(path, t)) {
      const double s = spread_.mark(m.slot), d = duration_.mark(m.slot);
      if (std::isnan(s) || std::isnan(d)) continue;
      spreads += m.weight * d * s;
      years += m.weight * d;
      weights += m.weight;
    }
    path.quoted_bp[t] = years > 0 ? spreads / years : kNaN;
    path.duration_years[t] = weights > 0 ? years / weights : kNaN;
    double& chained = chained_[l];
    chained = std::isnan(chained) ? path.quoted_bp[t] : chained + path_change(path, t);
    path.adjusted_bp[t] = gap_[l] == 0 ? chained : chained + gap_[l];
  }

  // Who is held after the close of a row: what was decided `delay` rows before, in the run.
  const std::vector<Member>& held_at(const LegHistory::Path& path, std::size_t t) const {
    const std::size_t decided =
        t <= timing_.first_row ? t : std::max(timing_.first_row, t - std::min(t, timing_.delay));
    return path.compositions[path.at[decided]];
  }

  // Change of the leg's spread for who was in it on the row before.
  double path_change(const LegHistory::Path& path, std::size_t t) const {
    double moved = 0, years = 0;
    for (const Member& m : held_at(path, t - 1)) {
      const double before = spread_.mark_before(m.slot), now = spread_.mark(m.slot), d = duration_.mark_before(m.slot);
      if (std::isnan(before) || std::isnan(now) || std::isnan(d)) continue;
      moved += m.weight * d * (now - before);
      years += m.weight * d;
    }
    return years > 0 ? moved / years : 0.0;
  }

  void refuse_overlap(std::size_t t) const {
    for (std::size_t b = 1; b < universe_.legs.size(); ++b)
      for (std::size_t a = 0; a < b; ++a) {
        const Leg &first = universe_.legs[a], &second = universe_.legs[b];
        if (first.factor || second.factor || first.allow_overlap || second.allow_overlap) continue;
        if (!first.changes_by_rule() && !second.changes_by_rule()) continue;  // told from the header already
        for (const Member& m : current_[a])
          for (const Member& o : current_[b])
            if (universe_.names[m.slot] == universe_.names[o.slot]) raise_overlap(first, second, m.slot, t);
      }
  }

  [[noreturn]] void raise_overlap(const Leg& a, const Leg& b, std::uint32_t slot, std::size_t t) const {
    Problems problems(ErrorKind::usage);
    problems.add(b.place, format("legs '{}' and '{}' both hold {} on {}", a.name, b.name, market_.instruments.id[slot],
                                 to_iso(market_.dates[t])),
                 "an instrument belongs to one leg: narrow one of them, exclude it there, or set allow_overlap: true");
    problems.raise_if_any();
    throw Error(ErrorKind::bug, "legs", "not reached");
  }

  const Universe& universe_;
  const MarketData& market_;
  LegTiming timing_;
  LegHistory& out_;
  KnownField spread_, duration_, rating_, member_, value_, price_;
  std::vector<Maturity> matures_;           // by slot
  std::vector<std::size_t> quote_row_;      // by slot: the last row with a quote
  std::vector<std::size_t> outside_since_;  // by slot: first row of being out of range; kNever = inside
  std::size_t formed_daily_from_;           // row; before it the factor leg keeps to its rebalance dates
  std::vector<std::vector<Member>> current_;
  std::vector<double> chained_, gap_;       // by leg: the last chained spread, and what it is off the quoted one, bp
  std::size_t next_ = 0;                    // row to follow
};

LegHistory::LegHistory(const Universe& universe, const MarketData& market, const LegTiming& timing) {
  if (!universe.implicit) LegHistoryBuilder(universe, market, timing, *this).follow_through(market.dates.size());
}

LegFollower::LegFollower(const Universe& universe, const MarketData& market, const LegTiming& timing) {
  if (!universe.implicit) builder_ = std::make_unique<LegHistoryBuilder>(universe, market, timing, history_);
}

LegFollower::~LegFollower() = default;

void LegFollower::follow_through(std::size_t row) {
  if (builder_) builder_->follow_through(row);
}

std::span<const Member> LegHistory::members(std::size_t leg, std::size_t row) const {
  return legs_[leg].compositions[legs_[leg].at[row]];
}

double LegHistory::weight(std::size_t leg, std::size_t row, std::uint32_t slot) const {
  for (const Member& m : members(leg, row))
    if (m.slot == slot) return m.weight;
  return 0;
}

bool LegHistory::changes(std::size_t leg, std::size_t row) const {
  return row > first_row_ && legs_[leg].at[row] != legs_[leg].at[row - 1];
}

std::vector<double> capped_weights(std::vector<double> raw, double cap) {
  const std::size_t n = raw.size();
  double sum = 0;
  for (const double x : raw) sum += x;
  if (cap >= 1) {
    for (double& x : raw) x /= sum;
    return raw;
  }
  const auto whole = [&](double x) { return x * static_cast<double>(n) <= 1 ? 1 / static_cast<double>(n) : x; };
  if (n > 0) cap = whole(cap);  // fewer names than the cap needs: equal weights
  std::vector<char> capped(n, 0);
  for (bool again = true; again;) {
    double open = 0, left = 1;
    for (std::size_t i = 0; i < n; ++i) capped[i] ? left -= cap : open += raw[i];
    again = false;
    std::vector<double> share(n, cap);
    for (std::size_t i = 0; i < n; ++i)
      if (!capped[i]) share[i] = raw[i] / open * left;
    for (std::size_t i = 0; i < n; ++i)
      if (!capped[i] && share[i] > cap * (1 + 1e-12)) capped[i] = again = true;
    if (!again) return share;
  }
  return raw;
}

}  // namespace relval
