#include "pricing/spread_index.hpp"

#include <array>
#include <cmath>

#include "base/numeric.hpp"
#include "pricing/unit_buffers.hpp"

namespace relval {
namespace {

constexpr double kBp = 1e-4;
constexpr std::array kParts = {Component::carry,           Component::roll_down,    Component::spread_first,
                               Component::spread_convexity, Component::spread_cross, Component::default_loss};

class SpreadIndexSource final : public UnitSource {
 public:
  SpreadIndexSource(const MarketData& market, const ValuationConfig& how, const FinancingConfig& financing,
                    std::vector<Break> breaks)
      : market_(market), how_(how), accruals_(make_accruals(market.dates, how.carry_basis, financing)),
        breaks_(std::move(breaks)), out_(kParts) {
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
    for (auto* v : {&state_.spread, &state_.duration, &state_.convexity, &state_.slope, &shock_, &growth_})
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

  void components(std::size_t r, std::size_t t, std::span<const Slot> slots) {
    // The arrays never overlap: said to the compiler, so that it works on several instruments at a time.
    double* __restrict carry = out_.component_row(r, 0);
    double* __restrict roll = out_.component_row(r, 1);
    double* __restrict first = out_.component_row(r, 2);
    double* __restrict convexity = out_.component_row(r, 3);
    double* __restrict cross = out_.component_row(r, 4);
    double* __restrict loss = out_.component_row(r, 5);
    const double *s = state_.spread.data(), *d = state_.duration.data(), *c = state_.convexity.data(),
                 *k = state_.slope.data(), *ds = shock_.data(), *g = growth_.data();
    const double years = accruals_.carry_years[t], crosses = how_.total != TotalMode::taylor ? 1.0 : 0.0;
    for (std::size_t j = 0; j < slots.size(); ++j) {
      const double rc = s[j] * kBp * years, rr = d[j] * k[j] * kBp * years;
      carry[j] = rc;
      roll[j] = rr;
      first[j] = -d[j] * ds[j];
      convexity[j] = 0.5 * c[j] * ds[j] * ds[j];
      cross[j] = crosses * ((rc + rr) * g[j]);
      loss[j] = 0.0;
    }
    if (!loss_ || returns_) return;  // the provider's return holds its defaults already
    for (std::size_t j = 0; j < slots.size(); ++j) {
      const double l = loss_->at(t, slots[j]);
      if (!std::isnan(l)) loss[j] = -l;
    }
  }

  void totals(std::size_t r, std::size_t t, std::span<const Slot> slots) {
    double* __restrict total = out_.total.data() + out_.at(r);
    const double *carry = out_.component_row(r, 0), *roll = out_.component_row(r, 1), *first = out_.component_row(r, 2),
                 *convexity = out_.component_row(r, 3), *cross = out_.component_row(r, 4),
                 *loss = out_.component_row(r, 5);
    const std::size_t n = slots.size();
    switch (how_.total) {
      case TotalMode::log_quadratic:  // (1 + a)(1 + g) - 1 as a + g + a g, which keeps the digits of small moves
        for (std::size_t j = 0; j < n; ++j) total[j] = (carry[j] + roll[j]) + growth_[j] + cross[j] + loss[j];
        break;
      case TotalMode::taylor:
        for (std::size_t j = 0; j < n; ++j) total[j] = (carry[j] + roll[j]) + first[j] + convexity[j] + loss[j];
        break;
      case TotalMode::returns:
        for (std::size_t j = 0; j < n; ++j) total[j] = provider_return(r, j, t, slots[j]);
        break;
    }
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
  std::vector<double> shock_, growth_;
  UnitBuffers out_;
};

}  // namespace

std::unique_ptr<UnitSource> make_spread_index_source(const MarketData& market, const ValuationConfig& how,
                                                     const FinancingConfig& financing, std::vector<Break> breaks) {
  return std::make_unique<SpreadIndexSource>(market, how, financing, std::move(breaks));
}

}  // namespace relval
