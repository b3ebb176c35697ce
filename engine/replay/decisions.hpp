// From signals to orders: asks the strategy (or its band rule), sizes what it wants, and rehedges what it holds.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "portfolio/book.hpp"
#include "portfolio/bounds.hpp"
#include "portfolio/sizing.hpp"
#include "replay/band.hpp"
#include "replay/plan.hpp"
#include "replay/today.hpp"
#include "replay/watch.hpp"
#include "replay/why.hpp"
#include "signals/evaluator.hpp"

namespace relval {

// By slot: P&L since the position was last flat (currency) and the date it was entered.
struct Held {
  std::vector<double> pnl_since_entry;
  std::vector<Date> since;
};

class DecisionStage {
 public:
  DecisionStage(const RunPlan&, const MarketData&, const LegHistory&, std::optional<WhyAsked> = {},
                ReplayWatch* = nullptr);
  ~DecisionStage();

  // True where the strategy is asked on this row of the run: its signals are needed.
  bool asks(std::size_t run_row) const;
  // The first row after run_row on which orders may be made, looking at most `most` rows ahead.
  std::size_t next_decision(std::size_t run_row, std::size_t most) const;
  // Puts the row's orders into the book.
  void step(std::size_t run_row, const SignalRun&, const Held&, Book&);
  // After the row's step, where that row was asked about (why.cpp).
  void explain(std::size_t run_row, const SignalRun&, const Book&);
  const Why& answer() const { return answer_; }
  std::size_t rows_trimmed() const { return rows_trimmed_; }
  std::size_t rows_without_size() const { return rows_without_size_; }

 private:
  struct State;  // of the strategy: owned here, zeroed, aligned as it asks

  void ask(std::size_t run_row, const SignalRun&, const Held&, const Book&);
  void call_strategy(std::size_t run_row, const SignalRun&);
  void follow_rule(std::size_t run_row, double score);
  void fill_today(const Held&, const Book&, Date);
  void want(std::size_t asset, AssetTarget, double signal, TradeReason);
  void regroup(std::size_t run_row);  // legs whose members change on this row and that were not sized on it
  bool regroups(std::size_t run_row) const;
  void size_wanted(std::size_t run_row, const Book&);
  bool too_small(std::size_t asset, const Book&) const;    // a resize within the no-trade band
  void rehedge(std::size_t run_row, const Book&);
  bool rehedges(std::size_t run_row) const;
  bool is_flat(std::size_t asset) const;
  void touch(std::size_t asset);
  void keep_within_bounds(std::size_t run_row, const Book&);
  std::size_t asset_behind(Slot) const;                    // whose target the slot follows
  void write_orders(std::size_t run_row, Book&);
  // Of who watches (show.cpp).
  void ask_again(const relval_today&, std::span<const unsigned char> state_before);
  void show_targets();
  void show_sizes();
  std::vector<unsigned char> state_bytes() const;
  void put_state(std::span<const unsigned char>);
  void* state_memory() const;

  void explain_signals(const SignalRun&);
  void explain_weight(std::size_t run_row);
  void explain_size(std::size_t run_row);
  void explain_order(std::size_t run_row, const Book&);

  const RunPlan& plan_;
  const MarketData& market_;
  const LegHistory& legs_;
  TodayView today_;
  HedgeRatios ratios_;
  Sizer sizer_;
  Bounds bounds_;
  std::optional<BandMachine> band_;
  std::unique_ptr<State> state_;

  std::vector<AssetTarget> targets_;        // by asset: what was last wanted
  std::vector<double> signal_;              // by asset: behind it
  std::vector<TradeReason> reason_;         // by asset
  std::vector<char> wanted_;                // by asset: to be sized, now or once it can be
  std::vector<char> sized_, regrouped_;     // by asset: on this row
  std::vector<double> from_leg_, own_;      // by slot: notional a leg's target, and the slot's own, ask for
  std::vector<double> leg_size_;            // by leg: its notional as last sized
  std::vector<double> goal_;                // by slot: what was last ordered
  std::vector<char> trimmed_;               // by slot: the bounds moved it on this row
  std::vector<double> scratch_;
  std::vector<Slot> touched_;               // slots whose wanted notional was sized on this row
  std::optional<WhyAsked> why_;
  ReplayWatch* watch_;
  Why answer_;
  std::size_t rows_trimmed_ = 0, rows_without_size_ = 0;
  std::vector<std::uint8_t> how_;           // by asset: what decide() answers into
  std::vector<double> value_;
};

}  // namespace relval
