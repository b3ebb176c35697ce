// The P&L of a run by group of names: sectors, and ratings of the day. Private to analytics.
#pragma once

#include "analytics/attribution.hpp"

namespace relval {

std::vector<PnlParts> by_sector(const RunResult&, double run_total);
PnlParts by_rating(const RunResult&, const MarketData* market, double run_total);

}  // namespace relval
