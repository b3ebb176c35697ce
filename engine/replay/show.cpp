#include "replay/show.hpp"

#include <array>

#include "replay/decisions.hpp"
#include "strategy/plugin_call.hpp"

namespace relval {

void show_legs(ReplayWatch& watch, const RunPlan& plan, const LegHistory& legs, std::size_t t) {
  if (legs.empty()) return;
  for (std::size_t l = 0; l < plan.universe.legs.size(); ++l) {
    const auto members = legs.members(l, t);
    std::vector<double> weights;
    auto next = members.begin();  // both are in the order of the slots
    for (const std::uint32_t s : plan.universe.legs[l].slots) {
      const bool in = next != members.end() && next->slot == s;
      weights.push_back(in ? next->weight : 0);
      if (in) ++next;
    }
    watch.saw(Watched::member, l, weights);
    watch.saw(Watched::level, l, std::array{legs.quoted_bp(l)[t], legs.adjusted_bp(l)[t], legs.duration_years(l)[t]});
  }
}

void show_signals(ReplayWatch& watch, const SignalRun& signals) {
  const auto views = signals.views();
  for (std::size_t i = 0; i < views.size(); ++i)
    if (views[i].last) watch.saw(Watched::signal, i, {views[i].last, static_cast<std::size_t>(views[i].width)});
}

void show_trade(ReplayWatch& watch, const Trade& t) {
  watch.saw(Watched::trade, t.slot,
            std::array{static_cast<double>(t.decided_row), t.before, t.after, t.spread_bp, t.duration_years,
                       static_cast<double>(t.reason), t.signal});
  watch.saw(Watched::cost, t.slot, std::array{t.half_spread_bp, t.cost});
}

void show_ledger(ReplayWatch& watch, const Ledger& ledger, std::size_t row, std::size_t legs) {
  for (std::size_t i = 0; i < legs * kSides; ++i) {
    const PnlCell& cell = ledger.pnl[row * legs * kSides + i];
    std::array<double, kComponents + 1> values{};
    std::copy(cell.component.begin(), cell.component.end(), values.begin());
    values.back() = cell.total;
    watch.saw(Watched::pnl, i, values);
    const Exposure& e = ledger.exposure[row * legs * kSides + i];
    watch.saw(Watched::exposure, i, std::array{e.notional, e.cs01, e.dts});
  }
}

// The answer just given counts; from the State it started from, the same is asked again.
void DecisionStage::ask_again(const relval_today& today, std::span<const unsigned char> state_before) {
  const auto show = [&](Watched stage, const std::vector<std::uint8_t>& how, const std::vector<double>& value) {
    std::vector<double> hows(how.begin(), how.end()), values(value);
    for (std::size_t a = 0; a < values.size(); ++a)
      if (how[a] == RELVAL_TARGET_UNCHANGED) values[a] = 0;
    watch_->saw(stage, 0, hows);
    watch_->saw(stage, 1, values);
  };
  const std::vector<unsigned char> state_after = state_bytes();
  std::vector<std::uint8_t> how(how_.size(), RELVAL_TARGET_UNCHANGED);
  std::vector<double> value(value_.size(), 0.0);
  put_state(state_before);
  relval_targets answer{sizeof(relval_targets), static_cast<std::int64_t>(how.size()), how.data(), value.data()};
  relval_error error{};
  // A failure shows as an answer that sets nothing; the first answer's failure ends the run by itself.
  const PluginCall guard(plan_.strategy.plugin->name, "decide, asked again");
  plan_.strategy.plugin->decide(plan_.strategy.instance.get(), &today, state_memory(), &answer, &error);
  put_state(state_after);
  show(Watched::second_answer, how, value);
  show(Watched::first_answer, how_, value_);
}

void DecisionStage::show_targets() {
  std::vector<double> how, value, quoted, spread, duration;
  for (const AssetTarget& t : targets_) {
    how.push_back(static_cast<double>(t.how));
    value.push_back(t.value);
  }
  for (const Marks& m : today_.marks()) {
    spread.push_back(m.spread_bp);
    duration.push_back(m.duration_years);
    quoted.push_back(m.quoted ? 1 : 0);
  }
  std::size_t item = 0;
  for (const auto* v : {&spread, &duration, &quoted}) watch_->saw(Watched::quote, item++, *v);
  watch_->saw(Watched::target, 0, how);
  watch_->saw(Watched::target, 1, value);
}

void DecisionStage::show_sizes() {
  std::vector<double> size(from_leg_.size());
  for (std::size_t s = 0; s < size.size(); ++s) size[s] = from_leg_[s] + own_[s];
  watch_->saw(Watched::size, 0, size);
}

}  // namespace relval
