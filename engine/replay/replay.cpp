#include "replay/replay.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/numeric.hpp"
#include "market/maturities.hpp"
#include "portfolio/book.hpp"
#include "portfolio/costs.hpp"
#include "portfolio/market_stress.hpp"
#include "replay/decisions.hpp"
#include "replay/describe.hpp"
#include "replay/show.hpp"
#include "replay/valuation_blocks.hpp"
#include "signals/evaluator.hpp"
#include "strategy/plugin_call.hpp"

namespace relval {
namespace {

constexpr std::size_t kHorizon = 64;  // rows looked ahead for the next decision
constexpr std::size_t kPositionCells = 2'000'000;  // a larger book keeps positions only when asked for by name

LegTiming leg_timing(const RunPlan& plan) {
  const std::size_t delay = plan.strategy.same_close ? 0 : static_cast<std::size_t>(plan.delay_rows);
  return {plan.warm_up_rows, delay, static_cast<std::size_t>(plan.config.stale.max_rows), plan.look_back_rows};
}

int sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }

class Replay {
 public:
  Replay(const RunPlan& plan, const Session& session)
      : plan_(plan),
        market_(session.market),
        marks_(session.market),
        slots_(plan.universe.names.size()),
        rows_(market_.dates.size() - plan.warm_up_rows),
        costs_(costs_by_leg(plan.config, leg_names(plan.universe))),
        watch_(session.watch),
        followed_(session.legs ? nullptr : std::make_unique<LegFollower>(plan.universe, market_, leg_timing(plan))),
        legs_(session.legs ? *session.legs : followed_->history()),
        recorded_(recorded_signals(plan)),
        signals_(made_signals()),
        custom_signals_(has_custom(plan.strategy.signals)),
        values_(plan, market_, session.block_rows),
        decisions_(plan, market_, legs_, session.why, watch_),
        book_(plan.universe.leg_of),
        keep_positions_(plan.config.report.by_name || rows_ * slots_ <= kPositionCells),
        ledger_(rows_, plan.universe.legs.size(), plan.universe.leg_of, plan.config.report.by_name, keep_positions_),
        cost_(slots_, 0.0),
        before_(slots_, 0.0),
        matures_(maturities(session.market)),
        on_progress_(session.on_progress),
        held_{std::vector<double>(slots_, 0.0), std::vector<Date>(slots_)} {
    if (followed_ && !(watch_ && watch_->uncovers())) followed_->follow_through(market_.dates.size());
    const int factor = plan.universe.factor_leg();
    if (factor >= 0 && plan.asks_for_stress)
      stress_ = MarketStress(legs_.adjusted_bp(static_cast<std::size_t>(factor)));
    if (keep_positions_) out_.positions.assign(rows_ * slots_, 0.0);
    out_.rehedging.assign(rows_, 0.0);
    rehedged_.assign(slots_, 0.0);
    const std::vector<std::string> texts = plan.strategy.signals.texts(plan.strategy.asset_names);
    for (std::int32_t id : recorded_)
      out_.signals.push_back({texts[static_cast<std::size_t>(id)], std::vector<double>(rows_, kNaN)});
  }

  RunResult run() {
    const KeptDirectory directory;
    begin_row(plan_.warm_up_rows);
    for (std::size_t t = plan_.warm_up_rows - plan_.look_back_rows; t < plan_.warm_up_rows; ++t) step_signals(t, false);
    for (std::size_t row = 0; row < rows_; ++row) {
      step(row);
      if (on_progress_ && row % kHorizon == 0) on_progress_("rows replayed", row + 1, rows_);
    }
    directory.require(plan_.strategy.identity.name, "decide");
    ledger_.finish();
    collect();
    return std::move(out_);
  }

 private:
  static std::vector<std::string> leg_names(const Universe& u) {
    std::vector<std::string> out;
    for (const Leg& leg : u.legs) out.push_back(leg.name);
    return out;
  }

  static std::vector<std::int32_t> recorded_signals(const RunPlan& plan) {
    std::vector<std::int32_t> out;
    const auto& nodes = plan.strategy.signals.nodes();
    for (std::size_t i = 0; i < nodes.size(); ++i)
      if (nodes[i].one_value) out.push_back(static_cast<std::int32_t>(i));
    return out;
  }

  // Signals of the plugin's own run its code where their State is made.
  SignalRun made_signals() const {
    const auto made = [&] {
      return SignalRun(plan_.strategy.signals,
                       {market_, plan_.universe, tables(plan_), &legs_, watch_ ? watch_->fill() : std::nullopt},
                       recorded_);
    };
    if (!has_custom(plan_.strategy.signals)) return made();
    return checked_call(plan_.strategy.plugin->name, "a signal's State", made);
  }

  static bool has_custom(const SignalGraph& graph) {
    return std::any_of(graph.nodes().begin(), graph.nodes().end(),
                       [](const SignalNode& n) { return n.op == SignalOp::custom; });
  }

  static std::map<std::string, const DatedTable*> tables(const RunPlan& plan) {
    std::map<std::string, const DatedTable*> out;
    for (const InputTable& t : plan.strategy.tables) out[t.parameter] = &t;
    return out;
  }

  // Nothing of a row is read before this.
  void begin_row(std::size_t t) {
    if (!watch_) return;
    watch_->row_begins(t);
    if (followed_ && watch_->uncovers()) followed_->follow_through(t);
  }

  // One close: what was held earns, due orders trade, the strategy decides, the ledger is closed.
  void step(std::size_t row) {
    const std::size_t t = row + plan_.warm_up_rows;
    if (row > 0) begin_row(t);
    if (watch_) show_legs(*watch_, plan_, legs_, t);
    std::span<const ValuationBlocks::Part> parts;
    if (row > 0 && !book_.held().empty()) parts = values_.row(t, quiet_until(row) + plan_.warm_up_rows);
    for (Slot s : book_.held()) before_[s] = book_.notional(s);
    earn(row, parts);

    entered_.clear();
    trade(row);
    if (watch_) watch_->deciding(t);
    step_signals(t, decisions_.asks(row));
    if (watch_) show_signals(*watch_, signals_);
    decisions_.step(row, signals_, held_, book_);
    decisions_.explain(row, signals_, book_);
    if (watch_) watch_->decided(t);
    if (plan_.strategy.same_close) trade(row);

    post(row, parts);
    for (std::size_t i = 0; i < recorded_.size(); ++i) out_.signals[i].values[row] = signals_.value(recorded_[i]);
    if (changed_) {
      book_.rebuild_held();
      values_.hold(book_.held());
      before_.assign(slots_, 0.0);
      changed_ = false;
    }
  }

  // Signals of the plugin's own run its code.
  void step_signals(std::size_t t, bool decision) {
    if (!custom_signals_) return signals_.step(t, decision);
    const ControlWord before = current_control_word();
    const PluginCall guard(plan_.strategy.plugin->name, "a signal's step", market_.dates[t]);
    signals_.step(t, decision);
    require_control_word(before, plan_.strategy.identity.name, "a signal's step");
  }

  // The first row on whose close something may trade, as far as is known before the row's own decision.
  std::size_t quiet_until(std::size_t row) {
    if (book_.has_orders() || row == 0) return row;
    const std::size_t delay = plan_.strategy.same_close ? 0 : static_cast<std::size_t>(plan_.delay_rows);
    if (next_decision_ < row) next_decision_ = decisions_.next_decision(row - 1, kHorizon);
    return next_decision_ + delay;
  }

  void earn(std::size_t row, std::span<const ValuationBlocks::Part> parts) {
    std::vector<double> shown(watch_ ? slots_ : 0, 0.0);
    const bool drifts = plan_.config.valuation.notional == NotionalMode::drift;
    for (const auto& part : parts)
      for (std::size_t j = 0; j < part.slots.size(); ++j) {
        const Slot s = part.slots[j];
        const double earned = gross_total(part.unit, part.r, j, book_.notional(s));
        held_.pnl_since_entry[s] += earned;
        if (watch_) shown[s] = earned;
        if (rehedging_ && rehedged_[s] != 0)
          out_.rehedging[row] += earned - gross_total(part.unit, part.r, j, book_.notional(s) - rehedged_[s]);
        if (drifts) scale(s, 1.0 + part.unit.total[part.r * part.unit.slots + j]);
      }
    if (watch_) watch_->saw(Watched::earned, 0, shown);
  }

  void scale(Slot s, double factor) {
    book_.scale(s, factor);
    rehedged_[s] *= factor;
  }

  // Paid at par on the date: the position ends without a trade's cost, and nothing of it trades any more.
  void mature(std::size_t row) {
    if (market_.events.empty()) return;
    const std::size_t t = row + plan_.warm_up_rows;
    const std::vector<Slot> held(book_.held());
    for (Slot s : held) {
      if (matures_[s].row > t || book_.notional(s) == 0) continue;
      const Marks marks = marks_.at(t, s);
      out_.trades.push_back({row, row, s, plan_.universe.leg_of[s], book_.notional(s), 0, 0, 0, marks.spread_bp,
                             marks.duration_years, TradeReason::matured, kNaN});
      if (watch_) show_trade(*watch_, out_.trades.back());
      ++ledger_.names[s].trades;
      book_.fill(s, 0);
      rehedged_[s] = 0;
      changed_ = true;
    }
  }

  void trade(std::size_t row) {
    mature(row);
    for (const auto& [slot, order] : book_.take_due(row)) {
      if (matures_[slot].row <= row + plan_.warm_up_rows) continue;
      const Marks marks = marks_.at(row + plan_.warm_up_rows, slot);
      if (!marks.quoted || !is_member(marks)) {
        out_.orders_waited += order.due_row == row ? 1 : 0;
        book_.put_back(slot, order);
        continue;
      }
      if (order.notional != book_.notional(slot)) fill(row, slot, order, marks);
    }
  }

  void fill(std::size_t row, Slot s, const Order& order, const Marks& marks) {
    const std::int32_t leg = plan_.universe.leg_of[s];
    const UnitRisk unit = unit_risk(market_.instruments.kind[s], marks);
    const double before = book_.notional(s);
    const CostConfig& terms = costs_[static_cast<std::size_t>(leg)];
    const bool stressed = stress_.at(row + plan_.warm_up_rows);
    const double half_spread =
        half_spread_bp(terms, unit.cost_spread_bp) * (stressed ? terms.stress_multiple.value_or(1) : 1);
    const double cost = trade_cost(order.notional - before, unit.cost_basis, half_spread);
    out_.trades.push_back({order.decided_row, row, s, leg, before, order.notional, cost, half_spread, marks.spread_bp,
                           marks.duration_years, name_trade(order.reason, before, order.notional), order.signal});
    if (watch_) show_trade(*watch_, out_.trades.back());
    ++ledger_.names[s].trades;
    cost_[s] += cost;
    paid_ = true;
    note_rehedge(row, s, out_.trades.back());
    if (before_[s] == 0 && std::find(entered_.begin(), entered_.end(), s) == entered_.end()) entered_.push_back(s);
    if (before == 0) {
      held_.pnl_since_entry[s] = 0;
      held_.since[s] = market_.dates[row + plan_.warm_up_rows];
    }
    held_.pnl_since_entry[s] += cost;
    book_.fill(s, order.notional);
    changed_ = changed_ || sign(before) != sign(order.notional);
  }

  // The part of a position that rehedging added or took away, and what it cost; any other trade starts it anew.
  void note_rehedge(std::size_t row, Slot s, const Trade& t) {
    if (t.reason == TradeReason::rehedge) {
      rehedged_[s] += t.after - t.before;
      rehedging_ = true;
      out_.rehedging[row] += t.cost;
    } else if (t.reason == TradeReason::membership || t.reason == TradeReason::trim) {
      rehedged_[s] = t.before != 0 ? rehedged_[s] * (t.after / t.before) : 0;
    } else {
      rehedged_[s] = 0;
    }
  }

  void post(std::size_t row, std::span<const ValuationBlocks::Part> parts) {
    const CostBySlot cost = paid_ ? CostBySlot(cost_) : CostBySlot();
    for (const auto& part : parts) {
      const std::size_t o = part.r * part.unit.slots;
      ledger_.earn(row, part.unit, part.r, part.slots, before_, cost);
      ledger_.expose(row, part.slots, book_.notionals(), part.unit.cs01 + o, part.unit.dts + o);
    }
    ledger_.enter(row, entered_, book_.notionals(), cost);
    for (Slot s : entered_) {
      const UnitRisk unit = unit_risk(market_.instruments.kind[s], marks_.at(row + plan_.warm_up_rows, s));
      ledger_.expose(row, {&s, 1}, book_.notionals(), &unit.cs01, &unit.dts);
    }
    if (paid_) std::fill(cost_.begin(), cost_.end(), 0.0);
    paid_ = false;
    ledger_.close(row);
    if (keep_positions_)
      std::copy(book_.notionals().begin(), book_.notionals().end(),
                out_.positions.begin() + static_cast<std::ptrdiff_t>(row * slots_));
    if (watch_) {
      watch_->saw(Watched::position, 0, book_.notionals());
      show_ledger(*watch_, ledger_, row, plan_.universe.legs.size());
    }
  }

  void collect() {
    out_.pnl = std::move(ledger_.pnl);
    out_.exposure = std::move(ledger_.exposure);
    out_.names = std::move(ledger_.names);
    out_.by_name = std::move(ledger_.by_name);
    out_.name_totals = std::move(ledger_.name_totals);
    out_.held_cells = ledger_.held_cells;
    out_.stale_cells = ledger_.stale_cells;
    out_.break_cells = ledger_.break_cells;
    out_.why = decisions_.answer();
    out_.rows_trimmed = decisions_.rows_trimmed();
    out_.rows_without_size = decisions_.rows_without_size();
    describe_legs(plan_, market_, legs_, out_);
  }

  const RunPlan& plan_;
  const MarketData& market_;
  MarksReader marks_;
  std::size_t slots_, rows_;
  std::vector<CostConfig> costs_;        // by leg
  ReplayWatch* watch_;
  std::unique_ptr<LegFollower> followed_;  // where the session has none
  const LegHistory& legs_;
  MarketStress stress_;                  // of the factor leg, where some cost asks
  std::vector<std::int32_t> recorded_;   // signals of one value
  SignalRun signals_;
  bool custom_signals_;
  ValuationBlocks values_;
  DecisionStage decisions_;
  Book book_;
  bool keep_positions_;                  // and totals by name
  Ledger ledger_;
  std::vector<double> cost_, before_;    // by slot: of the row; notional before the row's trades
  std::vector<Maturity> matures_;        // by slot; rows of the market
  OnProgress on_progress_;
  Held held_;
  std::size_t next_decision_ = 0;        // the first row from here on that may decide, as far as it was looked for
  std::vector<Slot> entered_;            // on this row, from flat
  bool changed_ = false, rehedging_ = false, paid_ = false;
  std::vector<double> rehedged_;         // by slot: notional that rehedging has added, signed
  RunResult out_;
};

}  // namespace

LegHistory follow_legs(const RunPlan& plan, const MarketData& market) {
  return {plan.universe, market, leg_timing(plan)};
}

RunResult run(const RunPlan& plan, const Session& session) {
  RunResult out = Replay(plan, session).run();
  describe_run(plan, session, out);
  return out;
}

}  // namespace relval
