#include "pricing/spread_index.hpp"

#include <cmath>

#include "base/numeric.hpp"
#include "pricing/unit_buffers.hpp"

namespace relval {
namespace {

constexpr double kBp = 1e-4;

// Only what the config or the store has: a component that is 0 throughout costs as much time as another.
std::vector<Component> parts_of(const MarketData& market, const ValuationConfig& how) {
  std::vector<Component> out = {Component::carry};
  if (how.rolldown) out.push_back(Component::roll_down);
  out.push_back(Component::spread_first);
  const bool rule = how.convexity == Convexity::bullet || how.convexity == Convexity::index;
  if (rule || (how.convexity == Convexity::field && market.panel("convexity"))) {
    out.push_back(Component::spread_convexity);
  }
  if (how.total != TotalMode::taylor) out.push_back(Component::spread_cross);
  // A provider's return holds its defaults already.
  if (market.panel("loss") && how.total != TotalMode::returns) out.push_back(Component::default_loss);
  return out;
}

class SpreadIndexSource final : public UnitSource {
 public:
  SpreadIndexSource(const MarketData& market, const ValuationConfig& how, const FinancingConfig& financing,
                    std::vector<Break> breaks)
      : market_(market), how_(how), accruals_(make_accruals(market.dates, how.carry_basis, financing)),
        breaks_(std::move(breaks)), out_(parts_of(market, how)) {
    spread_ = need("spread");
    duration_ = need("duration");
    statistics_ = market.panel("spread_statistics");
    convexity_ = how.convexity == Convexity::none ? nullptr : market.panel("convexity");
    slope_ = how.rolldown ? need("slope") : nullptr;
    loss_ = market.panel("loss");
    if (how.total == TotalMode::returns) returns_ = need("excess_return");
    break_at_.assign(market.dates.size(), nullptr);
    for (const Break& b : breaks_) break_at_[b.row] = &b;
  }

  Kind kind() const override { return Kind::spread_index; }

  UnitBlock block(Rows rows, std::span<const Slot> slots) override {
    out_.resize(rows.count(), slots.size());
    start_from(rows.first - 1, slots);
    for (std::size_t r = 0; r < rows.count(); ++r) value_row(r, rows.first + r, slots);
    return out_.view();
  }

 private:
  // The state of a slot at the close of a row: what the next interval is valued with.
  struct State {
    std::vector<double> spread, duration, convexity, slope;
  };

  const Panel* need(const char* field) const {
    const Panel* p = market_.panel(field);
    if (!p) throw Error(ErrorKind::bug, "spread_index", "field '" + std::string(field) + "' was not loaded");
    return p;
  }

  bool ends_month(std::size_t t) const {
    return t + 1 < market_.dates.size() && civil(market_.dates[t]).month != civil(market_.dates[t + 1]).month;
  }

  // On the last row of a month the next interval starts from the forward universe's spread, where the store has it.
  double base_spread(std::size_t t, Slot s) const {
    if (statistics_ && ends_month(t) && !std::isnan(statistics_->at(t, s))) return statistics_->at(t, s);
    return spread_->at(t, s);
  }

  double last_base_spread(std::size_t t, Slot s) const {
    for (std::size_t i = t + 1; i-- > 0;)
      if (!std::isnan(spread_->at(i, s))) return base_spread(i, s);
    return kNaN;
  }

  double convexity(std::size_t t, Slot s, double d, double known) const {
    return convexity_of(how_.convexity, convexity_ ? convexity_->at(t, s) : kNaN, known, d);
  }

  void start_from(std::size_t t, std::span<const Slot> slots) {
    for (auto* v : {&state_.spread, &state_.duration, &state_.convexity, &state_.slope, &shock_, &growth_,
                    &carry_and_roll_})
      if (v->size() < slots.size()) v->resize(slots.size());
    for (std::size_t j = 0; j < slots.size(); ++j) {
      state_.spread[j] = last_base_spread(t, slots[j]);
      state_.duration[j] = last_known(duration_, t, slots[j]);
      state_.convexity[j] = convexity(t, slots[j], state_.duration[j], last_known(convexity_, t, slots[j]));
      const double k = last_known(slope_, t, slots[j]);
      state_.slope[j] = std::isnan(k) ? 0.0 : k;
    }
  }

  void value_row(std::size_t r, std::size_t t, std::span<const Slot> slots) {
    const std::size_t n = slots.size(), o = out_.at(r);
    spread_moves(t, slots, out_.flags.data() + o);
    for (std::size_t j = 0; j < n; ++j) {
      const double d = state_.duration[j], ds = shock_[j];
      growth_[j] = -d * ds + 0.5 * (state_.convexity[j] - d * d) * ds * ds;
    }
    if (how_.total != TotalMode::taylor) expm1_each({growth_.data(), n}, {growth_.data(), n});
    components(r, t, slots);
    totals(r, t, slots);
    advance(t, slots);
    levels(r, n);
    out_.fill_financing(r, accruals_, t);
  }

  // The names held lie scattered over a row, which the CPU does not foresee by itself.
  void fetch_ahead(std::size_t t, std::span<const Slot> slots) const {
    if (t >= market_.dates.size()) return;
    const double *spread = spread_->row(t), *duration = duration_->row(t);
    for (const Slot s : slots) {
      __builtin_prefetch(spread + s);
      __builtin_prefetch(duration + s);
    }
  }

  // shock_ = ds in decimals: zero without a quote, the break-free change on a break.
  void spread_moves(std::size_t t, std::span<const Slot> slots, std::uint8_t* flags) {
    const Break* hit = break_at_[t];
    const double* now = spread_->row(t);
    fetch_ahead(t + 1, slots);
    for (std::size_t j = 0; j < slots.size(); ++j) {
      const double s1 = now[slots[j]];
      const bool stale = std::isnan(s1);
      flags[j] = stale ? kStale : kQuoted;
      shock_[j] = stale ? 0.0 : (s1 - state_.spread[j]) * kBp;
      if (hit && hit->hit[slots[j]]) {
        flags[j] |= kBreak;
        shock_[j] = hit->change_bp * kBp;
      }
    }
  }

  // Loop by loop over the slots, with arrays said never to overlap: the compiler then takes several slots at a time.
  void components(std::size_t r, std::size_t t, std::span<const Slot> slots) {
    const std::size_t n = slots.size();
    double* __restrict carry = out_.row_of(r, Component::carry);
    double* __restrict first = out_.row_of(r, Component::spread_first);
    const double *s = state_.spread.data(), *d = state_.duration.data(), *ds = shock_.data();
    const double years = accruals_.carry_years[t];
    for (std::size_t j = 0; j < n; ++j) {
      carry[j] = s[j] * kBp * years;
      first[j] = -d[j] * ds[j];
    }
    accrued_ = carry;
    if (double* __restrict roll = out_.row_of(r, Component::roll_down)) {
      const double* k = state_.slope.data();
      double* __restrict accrued = carry_and_roll_.data();
      for (std::size_t j = 0; j < n; ++j) {
        roll[j] = d[j] * k[j] * kBp * years;
        accrued[j] = carry[j] + roll[j];
      }
      accrued_ = accrued;
    }
    if (double* __restrict convexity = out_.row_of(r, Component::spread_convexity)) {
      const double* c = state_.convexity.data();
      for (std::size_t j = 0; j < n; ++j) convexity[j] = 0.5 * c[j] * ds[j] * ds[j];
    }
    if (double* __restrict cross = out_.row_of(r, Component::spread_cross)) {
      const double *accrued = accrued_, *g = growth_.data();
      for (std::size_t j = 0; j < n; ++j) cross[j] = accrued[j] * g[j];
    }
    if (double* loss = out_.row_of(r, Component::default_loss)) {
      for (std::size_t j = 0; j < n; ++j) {
        const double l = loss_->at(t, slots[j]);
        loss[j] = std::isnan(l) ? 0.0 : -l;
      }
    }
  }

  // log_quadratic: (1 + a)(1 + g) - 1 as a + g + a g, which keeps the digits of small moves.
  void totals(std::size_t r, std::size_t t, std::span<const Slot> slots) {
    const std::size_t n = slots.size();
    double* __restrict total = out_.total.data() + out_.at(r);
    if (how_.total == TotalMode::returns) {
      for (std::size_t j = 0; j < n; ++j) total[j] = provider_return(r, j, t, slots[j]);
      return;
    }
    const bool taylor = how_.total == TotalMode::taylor;
    const double* move = taylor ? out_.row_of(r, Component::spread_first) : growth_.data();
    const double* bend = out_.row_of(r, taylor ? Component::spread_convexity : Component::spread_cross);
    for (std::size_t j = 0; j < n; ++j) total[j] = accrued_[j] + move[j];
    for (const double* more : {bend, static_cast<const double*>(out_.row_of(r, Component::default_loss))})
      if (more)
        for (std::size_t j = 0; j < n; ++j) total[j] += more[j];
  }

  double provider_return(std::size_t r, std::size_t j, std::size_t t, Slot s) {
    const double x = returns_->at(t, s);
    if (!std::isnan(x)) return x;
    out_.flags[out_.at(r) + j] |= kStale;
    return 0.0;
  }

  void advance(std::size_t t, std::span<const Slot> slots) {
    const bool switches = statistics_ && ends_month(t);
    const double *spread = spread_->row(t), *duration = duration_->row(t);
    for (std::size_t j = 0; j < slots.size(); ++j) {
      const double s = spread[slots[j]], d = duration[slots[j]];
      if (!std::isnan(s)) state_.spread[j] = switches ? base_spread(t, slots[j]) : s;
      if (!std::isnan(d)) state_.duration[j] = d;
    }
    if (convexity_ || how_.convexity == Convexity::bullet || how_.convexity == Convexity::index)
      for (std::size_t j = 0; j < slots.size(); ++j)
        state_.convexity[j] = convexity(t, slots[j], state_.duration[j], state_.convexity[j]);
    if (slope_)
      for (std::size_t j = 0; j < slots.size(); ++j)
        if (const double k = slope_->at(t, slots[j]); !std::isnan(k)) state_.slope[j] = k;
  }

  // Risk is of the row's close, after advance().
  void levels(std::size_t r, std::size_t n) {
    const std::size_t o = out_.at(r);
    for (std::size_t j = 0; j < n; ++j) {
      const UnitRisk u = unit_risk(Kind::spread_index, {state_.spread[j], state_.duration[j], true});
      out_.cs01[o + j] = u.cs01;
      out_.dts[o + j] = u.dts;
    }
  }

  const MarketData& market_;
  ValuationConfig how_;
  Accruals accruals_;
  std::vector<Break> breaks_;
  std::vector<const Break*> break_at_;  // by row; nullptr = none
  const Panel *spread_ = nullptr, *duration_ = nullptr, *statistics_ = nullptr, *convexity_ = nullptr,
              *slope_ = nullptr, *loss_ = nullptr, *returns_ = nullptr;
  State state_;
  std::vector<double> shock_, growth_, carry_and_roll_;
  const double* accrued_ = nullptr;  // carry, with the roll-down where there is one
  UnitBuffers out_;
};

}  // namespace

std::unique_ptr<UnitSource> make_spread_index_source(const MarketData& market, const ValuationConfig& how,
                                                     const FinancingConfig& financing, std::vector<Break> breaks) {
  return std::make_unique<SpreadIndexSource>(market, how, financing, std::move(breaks));
}

}  // namespace relval
