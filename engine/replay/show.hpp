// What a replay shows to who watches it.
#pragma once

#include "market/leg_history.hpp"
#include "portfolio/ledger.hpp"
#include "replay/plan.hpp"
#include "replay/watch.hpp"
#include "signals/evaluator.hpp"

namespace relval {

void show_legs(ReplayWatch&, const RunPlan&, const LegHistory&, std::size_t market_row);
void show_signals(ReplayWatch&, const SignalRun&);
void show_trade(ReplayWatch&, const Trade&);
void show_ledger(ReplayWatch&, const Ledger&, std::size_t row, std::size_t legs);

}  // namespace relval
