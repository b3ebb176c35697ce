#include "replay/decisions.hpp"

#include <algorithm>
#include <cmath>
#include <new>

#include "base/numeric.hpp"
#include "base/text.hpp"
#include "market/period.hpp"
#include "strategy/plugin_call.hpp"

namespace relval {

struct DecisionStage::State {
  State(std::uint64_t bytes, std::uint64_t align)
      : size(std::max<std::uint64_t>(bytes, 1)), alignment{std::max<std::uint64_t>(align, 16)} {
    memory = ::operator new(size, alignment);
    std::fill_n(static_cast<unsigned char*>(memory), size, static_cast<unsigned char>(0));
  }
  ~State() { ::operator delete(memory, alignment); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  std::uint64_t size;
  std::align_val_t alignment;
  void* memory;
};

namespace {

[[noreturn]] void strategy_failed(const RunPlan& plan, const std::string& when, const std::string& what) {
  throw Error(ErrorKind::strategy, plan.strategy.identity.name + " " + when, what,
              "the fault is in the strategy; nothing was written");
}

[[noreturn]] void sizing_is_missing(const RunPlan& plan) {
  Problems problems(ErrorKind::usage);
  problems.add(plan.config.strategy.name.place,
               format("strategy '{}' states weights, and the config has no 'sizing' to give them a size",
                      plan.strategy.identity.name),
               "add: sizing: {unit: cs01, per_leg: 10000}");
  problems.raise_if_any();
  throw Error(ErrorKind::bug, "sizing", "not reached");
}

constexpr double kLargestNotionalOfCapital = 1e4;  // what no strategy means

void check_target(const RunPlan& plan, const std::string& when, std::uint8_t how, double value) {
  if (how != RELVAL_TARGET_WEIGHT && how != RELVAL_TARGET_NOTIONAL)
    strategy_failed(plan, when, format("a target of kind 0, 1 or 2 was expected, found {}", static_cast<int>(how)));
  const bool weight = how == RELVAL_TARGET_WEIGHT;
  if (!std::isfinite(value))
    strategy_failed(plan, when, format("a finite target was expected, found {}", exact(value)));
  const double limit = weight ? kLargestWeight : kLargestNotionalOfCapital * plan.config.portfolio.capital;
  if (std::fabs(value) > limit)
    strategy_failed(plan, when, format("a {} within {} was expected, found {}",
                                       weight ? "weight" : "notional", exact(limit), exact(value)));
}

}  // namespace

DecisionStage::DecisionStage(const RunPlan& plan, const MarketData& market, const LegHistory& legs,
                             std::optional<WhyAsked> why, ReplayWatch* watch)
    : plan_(plan),
      market_(market),
      legs_(legs),
      today_(market, plan.universe, legs),
      ratios_(legs, market, plan.universe.legs.size(), plan.config.sizing.beta),
      sizer_(plan.config, plan.universe, legs, ratios_),
      bounds_(plan.config),
      why_(why),
      watch_(watch) {
  const std::size_t slots = plan.universe.names.size(), assets = plan.universe.legs.size() + slots;
  targets_.resize(assets);
  signal_.assign(assets, kNaN);
  reason_.assign(assets, TradeReason::resize);
  for (auto* flags : {&wanted_, &sized_, &regrouped_}) flags->assign(assets, 0);
  from_leg_.assign(slots, 0.0);
  own_.assign(slots, 0.0);
  scratch_.assign(slots, 0.0);
  leg_size_.assign(plan.universe.legs.size(), 0.0);
  goal_.assign(slots, 0.0);
  trimmed_.assign(slots, 0);
  how_.assign(assets, RELVAL_TARGET_UNCHANGED);
  value_.assign(assets, 0.0);
  if (plan.strategy.band_rule) band_.emplace(*plan.strategy.band_rule);
  const relval_plugin& p = *plan.strategy.plugin;
  state_ = std::make_unique<State>(p.state_size, p.state_align);
  relval_error error{};
  const auto init = [&] { return p.init_state(state_->memory, &error); };
  if (checked_call(p.name, "init_state", init) != 0)
    strategy_failed(plan, "init_state", words_of(error, "no reason is given"));
}

DecisionStage::~DecisionStage() = default;

void* DecisionStage::state_memory() const { return state_->memory; }
std::vector<unsigned char> DecisionStage::state_bytes() const {
  const auto* first = static_cast<const unsigned char*>(state_->memory);
  return {first, first + state_->size};
}
void DecisionStage::put_state(std::span<const unsigned char> bytes) {
  std::copy(bytes.begin(), bytes.end(), static_cast<unsigned char*>(state_->memory));
}

bool DecisionStage::asks(std::size_t row) const {
  if (band_) return true;
  const Schedule& s = plan_.strategy.schedule;
  const auto r = static_cast<std::int64_t>(row);
  switch (s.when) {
    case Schedule::When::every_row: return true;
    case Schedule::When::every_n: return r >= s.first && (r - s.first) % s.n == 0;
    case Schedule::When::first_row: return r == 0;
    case Schedule::When::month_end: {
      const std::size_t t = row + plan_.warm_up_rows;
      return t + 1 < market_.dates.size() && new_period(market_.dates[t], market_.dates[t + 1], Every::month);
    }
  }
  return false;
}

std::size_t DecisionStage::next_decision(std::size_t row, std::size_t most) const {
  const std::size_t rows = market_.dates.size() - plan_.warm_up_rows;
  for (std::size_t r = row + 1; r < row + most; ++r)
    if (r >= rows || asks(r) || rehedges(r) || regroups(r) || bounds_.trims()) return r;
  return row + most;
}

bool DecisionStage::rehedges(std::size_t row) const {
  const SizingConfig& s = plan_.config.sizing;
  if (row == 0 || (s.rehedge_every == Every::never && s.rehedge_beyond <= 0)) return false;
  const std::size_t t = row + plan_.warm_up_rows;
  const Every every = s.rehedge_every == Every::never ? Every::row : s.rehedge_every;
  return new_period(market_.dates[t - 1], market_.dates[t], every);
}

void DecisionStage::step(std::size_t row, const SignalRun& signals, const Held& held, Book& book) {
  const bool waiting = std::find(wanted_.begin(), wanted_.end(), char{1}) != wanted_.end();
  const bool asked = asks(row), rehedging = rehedges(row), regrouping = regroups(row);
  if (!asked && !rehedging && !regrouping && !waiting && !bounds_.trims()) return;
  today_.look(row + plan_.warm_up_rows);
  touched_.clear();
  for (auto* flags : {&sized_, &regrouped_}) std::fill(flags->begin(), flags->end(), char{0});
  if (asked) ask(row, signals, held, book);
  if (watch_) show_targets();
  if (rehedging) rehedge(row, book);
  size_wanted(row, book);
  if (std::find(wanted_.begin(), wanted_.end(), char{1}) != wanted_.end()) ++rows_without_size_;
  if (regrouping) regroup(row);
  if (watch_) show_sizes();
  if (bounds_.trims()) keep_within_bounds(row, book);
  write_orders(row, book);
  if (watch_) watch_->saw(Watched::order, 0, goal_);
}

void DecisionStage::ask(std::size_t row, const SignalRun& signals, const Held& held, const Book& book) {
  if (band_) {
    follow_rule(row, signals.value(plan_.strategy.band_rule->score));
    return;
  }
  fill_today(held, book, market_.dates[row + plan_.warm_up_rows]);
  call_strategy(row, signals);
}

void DecisionStage::follow_rule(std::size_t row, double score) {
  const auto change = band_->step(market_.dates[row + plan_.warm_up_rows], score);
  if (!change) return;
  for (const auto& [asset, weight] : plan_.strategy.band_rule->when_cheap)
    want(static_cast<std::size_t>(asset), {AssetTarget::How::weight, change->side * weight}, score, change->reason);
}

void DecisionStage::call_strategy(std::size_t row, const SignalRun& signals) {
  const Date date = market_.dates[row + plan_.warm_up_rows];
  std::fill(how_.begin(), how_.end(), static_cast<std::uint8_t>(RELVAL_TARGET_UNCHANGED));
  const relval_today today = today_.show(date, row, signals.views());
  relval_targets answer{sizeof(relval_targets), static_cast<std::int64_t>(how_.size()), how_.data(), value_.data()};
  relval_error error{};
  const bool twice = watch_ && watch_->asks_twice();
  const std::vector<unsigned char> state_before = twice ? state_bytes() : std::vector<unsigned char>();
  const ControlWord before = current_control_word();
  const auto ask = [&] {
    const PluginCall guard(plan_.strategy.plugin->name, "decide", date);
    return plan_.strategy.plugin->decide(plan_.strategy.instance.get(), &today, state_->memory, &answer, &error);
  };
  const bool failed = ask() != 0;
  require_control_word(before, plan_.strategy.identity.name, "decide");
  if (failed) strategy_failed(plan_, to_iso(date), words_of(error, "no reason is given"));
  if (twice) ask_again(today, state_before);
  for (std::size_t a = 0; a < how_.size(); ++a) {
    if (how_[a] == RELVAL_TARGET_UNCHANGED) continue;
    check_target(plan_, to_iso(date) + " " + plan_.strategy.asset_names[a], how_[a], value_[a]);
    const bool weight = how_[a] == RELVAL_TARGET_WEIGHT;
    if (weight && value_[a] != 0 && !plan_.config.sizing.given) sizing_is_missing(plan_);
    if (value_[a] == 0 && is_flat(a)) continue;
    want(a, {weight ? AssetTarget::How::weight : AssetTarget::How::notional, value_[a]}, value_[a],
         weight ? TradeReason::resize : TradeReason::stated);
  }
}

// Whether a name is, by the last that was wanted of it, flat already.
bool DecisionStage::is_flat(std::size_t asset) const {
  const std::size_t legs = plan_.universe.legs.size();
  return asset >= legs && !wanted_[asset] && own_[asset - legs] == 0;
}

void DecisionStage::fill_today(const Held& held, const Book& book, Date date) {
  const std::size_t legs = plan_.universe.legs.size(), slots = book.notionals().size();
  double *notional = today_.held_notional.data() + legs, *pnl = today_.pnl_since_entry.data() + legs;
  double* days = today_.days_held.data() + legs;
  for (Slot s = 0; s < slots; ++s) {  // not book.held(): it leaves out what this very close opened
    const bool open = book.notional(s) != 0;
    notional[s] = only_if(open, book.notional(s));
    pnl[s] = only_if(open, held.pnl_since_entry[s]);
    days[s] = only_if(open, date.days - held.since[s].days);
  }
  for (std::size_t l = 0; l < legs; ++l) {
    double sum = 0, earned = 0, longest = 0;
    for (Slot s : plan_.universe.legs[l].slots) {
      sum += notional[s];
      earned += pnl[s];
      longest = std::max(longest, days[s]);
    }
    today_.held_notional[l] = sum;
    today_.pnl_since_entry[l] = earned;
    today_.days_held[l] = longest;
  }
  for (std::size_t a = 0; a < targets_.size(); ++a) {
    const bool by_weight = targets_[a].how == AssetTarget::How::weight, open = today_.held_notional[a] != 0;
    today_.held_weight[a] = only_if(by_weight && open, targets_[a].value);
  }
}

void DecisionStage::want(std::size_t asset, AssetTarget target, double signal, TradeReason reason) {
  targets_[asset] = target;
  signal_[asset] = signal;
  reason_[asset] = reason;
  wanted_[asset] = 1;
}

// Wants every weight anew where what is held is off its size today by more than the tolerance. Counted name by name: a
// name that joins a leg, or has drifted within it, counts although the leg's sum is what it was.
void DecisionStage::rehedge(std::size_t row, const Book& book) {
  const std::size_t legs = plan_.universe.legs.size(), t = row + plan_.warm_up_rows;
  for (std::size_t a = 0; a < targets_.size(); ++a) {
    if (wanted_[a] || targets_[a].how != AssetTarget::How::weight || targets_[a].value == 0) continue;
    if (!sizer_.size(a, targets_[a], t, today_.marks(), scratch_)) continue;
    double size = 0, off = 0;
    const auto compare = [&](Slot s, double other) {
      size += std::fabs(scratch_[s]);
      off += std::fabs(scratch_[s] + other - book.notional(s));
    };
    if (a >= legs) compare(static_cast<Slot>(a - legs), from_leg_[a - legs]);
    else
      for (Slot s : plan_.universe.legs[a].slots) compare(s, own_[s]);
    if (off > plan_.config.sizing.rehedge_beyond * size) want(a, targets_[a], signal_[a], TradeReason::rehedge);
  }
}

bool DecisionStage::regroups(std::size_t row) const {
  if (legs_.empty()) return false;
  for (std::size_t l = 0; l < plan_.universe.legs.size(); ++l)
    if (legs_.changes(l, row + plan_.warm_up_rows) && leg_size_[l] != 0) return true;
  return false;
}

// Divides the notional of a leg anew among its members. How large the leg is stays as it was last sized. A new size
// that cannot be told yet, or that the no-trade band keeps from trading, does not keep in who has left.
void DecisionStage::regroup(std::size_t row) {
  const std::size_t t = row + plan_.warm_up_rows;
  for (std::size_t l = 0; l < plan_.universe.legs.size(); ++l) {
    if (sized_[l] || leg_size_[l] == 0 || !legs_.changes(l, t)) continue;
    sizer_.divide(l, leg_size_[l], t, today_.marks(), scratch_);
    for (Slot s : plan_.universe.legs[l].slots)  // a size that is the same but for rounding is not traded
      if (std::fabs(scratch_[s] - from_leg_[s]) > 1e-12 * std::fabs(from_leg_[s])) from_leg_[s] = scratch_[s];
    regrouped_[l] = 1;
    touch(l);
  }
}

void DecisionStage::touch(std::size_t asset) {
  const std::size_t legs = plan_.universe.legs.size();
  if (asset >= legs) touched_.push_back(static_cast<Slot>(asset - legs));
  else
    touched_.insert(touched_.end(), plan_.universe.legs[asset].slots.begin(), plan_.universe.legs[asset].slots.end());
}

// scratch_ holds the asset's new sizes. Only a change of size may be too small: not an entry, an exit or a turn.
bool DecisionStage::too_small(std::size_t asset, const Book& book) const {
  const double band = plan_.config.sizing.no_trade_band;
  if (band <= 0) return false;
  const std::size_t legs = plan_.universe.legs.size();
  double gross = 0, off = 0, wanted = 0, now = 0;
  for (double n : book.notionals()) gross += std::fabs(n);
  const auto look = [&](Slot s, double other) {
    off += std::fabs(scratch_[s] + other - book.notional(s));
    wanted += scratch_[s] + other;
    now += book.notional(s);
  };
  if (asset >= legs) look(static_cast<Slot>(asset - legs), from_leg_[asset - legs]);
  else
    for (Slot s : plan_.universe.legs[asset].slots) look(s, own_[s]);
  return wanted * now > 0 && off <= band * gross;
}

void DecisionStage::size_wanted(std::size_t row, const Book& book) {
  const std::size_t legs = plan_.universe.legs.size(), t = row + plan_.warm_up_rows;
  for (std::size_t a = 0; a < wanted_.size(); ++a) {
    if (!wanted_[a]) continue;
    const auto total = sizer_.notional_of(a, targets_[a], t, today_.marks());
    if (!total) continue;
    if (a >= legs) scratch_[a - legs] = *total;
    else sizer_.divide(a, *total, t, today_.marks(), scratch_);
    wanted_[a] = 0;
    if (too_small(a, book)) continue;
    sized_[a] = 1;
    if (a >= legs) {
      own_[a - legs] = scratch_[a - legs];
    } else {
      leg_size_[a] = *total;
      for (Slot s : plan_.universe.legs[a].slots) from_leg_[s] = scratch_[s];
    }
    touch(a);
  }
}

// Cuts what will be held, ordered or not, to the bounds; what that moves is ordered with the rest.
void DecisionStage::keep_within_bounds(std::size_t row, const Book& book) {
  const std::size_t t = row + plan_.warm_up_rows;
  std::sort(touched_.begin(), touched_.end());
  std::vector<double>& wanted = scratch_;
  for (Slot s = 0; s < wanted.size(); ++s) {
    const bool sized = std::binary_search(touched_.begin(), touched_.end(), s);
    wanted[s] = sized ? from_leg_[s] + own_[s] : book.waits(s) ? goal_[s] : book.notional(s);
  }
  const std::vector<double> before = wanted;
  std::fill(trimmed_.begin(), trimmed_.end(), char{0});
  std::vector<double> betas;  // by leg: of a config that bounds them, which has a factor leg
  if (plan_.config.neutral.market_beta.given)
    for (std::size_t l = 0; l < plan_.universe.legs.size(); ++l)
      betas.push_back(ratios_.beta(l, static_cast<std::size_t>(plan_.universe.factor_leg()), t));
  const auto unit = [&](Factor f, std::size_t s) {
    const Marks& m = today_.marks()[s];
    switch (f) {
      case Factor::notional: return 1.0;
      case Factor::cs01: return m.duration_years;
      case Factor::dts: return m.duration_years * m.spread_bp;
      case Factor::market_beta: break;
    }
    return m.duration_years * betas[static_cast<std::size_t>(plan_.universe.leg_of[s])];
  };
  if (!bounds_.trim(wanted, unit)) return;
  ++rows_trimmed_;
  for (Slot s = 0; s < wanted.size(); ++s) {
    if (wanted[s] == before[s]) continue;
    trimmed_[s] = 1;
    goal_[s] = wanted[s];
    touched_.push_back(s);  // write_orders takes each slot once
  }
}

std::size_t DecisionStage::asset_behind(Slot s) const {
  const std::size_t own = plan_.universe.legs.size() + s;
  return targets_[own].how != AssetTarget::How::none ? own : static_cast<std::size_t>(plan_.universe.leg_of[s]);
}

void DecisionStage::write_orders(std::size_t row, Book& book) {
  std::sort(touched_.begin(), touched_.end());
  touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
  const std::size_t due = plan_.strategy.same_close ? row : row + static_cast<std::size_t>(plan_.delay_rows);
  for (Slot s : touched_) {
    const std::size_t a = asset_behind(s);
    const bool cut = trimmed_[s] != 0;
    const double notional = cut ? goal_[s] : from_leg_[s] + own_[s];
    goal_[s] = notional;
    trimmed_[s] = 0;
    const bool opening = book.notional(s) == 0;
    const TradeReason why = cut && !opening ? TradeReason::trim : regrouped_[a] ? TradeReason::membership : reason_[a];
    book.place(s, {notional, row, due, why, signal_[a]});
  }
}

}  // namespace relval
