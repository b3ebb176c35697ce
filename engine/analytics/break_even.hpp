// How much dearer trading may be before nothing is left.
#pragma once

#include "base/statistic.hpp"
#include "portfolio/ledger.hpp"

namespace relval {

struct BreakEven {
  // P&L before cost over the cost charged: at this multiple of the charged half-spreads the total is zero. Negative:
  // it loses before any cost.
  Statistic multiple;
  // The one half-spread, in bp, that would have cost the same on all trades (their average weighted by what 1 bp of it
  // costs on each), and that times the multiple: the uniform half-spread at which the total is zero.
  Statistic charged_bp, half_spread_bp;
};

// cost <= 0 is part of total.
BreakEven break_even(double total, double cost, std::span<const Trade>);

}  // namespace relval
