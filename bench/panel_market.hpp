// The market of the benchmarks: 1,000 names x 5,040 weekdays of spread and duration.
#pragma once

#include <optional>
#include <vector>

#include "base/files.hpp"
#include "market/panel.hpp"

namespace relval::bench {

// Read from $BENCH_DATA/panel.{dates.i64,spread.f64,duration.f64} where that is set, else made from a seed.
const MarketData& panel_market();
// The market written as a store, once; its path.
const Path& panel_store();
// total P&L, Sharpe, maximum drawdown, fills of the reference calculation ($BENCH_DATA/expected_W2.npy), where there is
// one.
std::optional<std::vector<double>> reference();

}  // namespace relval::bench
