// Drawdowns of cumulative P&L, which starts at 0 before the first row: a loss on the first row is a drawdown.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "base/statistic.hpp"

namespace relval {

inline constexpr std::ptrdiff_t kInception = -1;

struct Drawdown {
  double depth = 0;                    // currency, > 0
  std::ptrdiff_t peak = kInception;    // last row at the high before the fall; kInception = before the first row
  std::size_t trough = 0;              // first row of the largest depth
  std::optional<std::size_t> recovery; // first row back at the high; nothing while open
  std::size_t length = 0;              // rows from peak to recovery, or to the last row
};

// Deepest first, ties by the earlier peak. A row is at the high when it lacks at most 1e-12 of max(capital, |equity|):
// without the guard 0.7 - 0.1 - 0.2 + 0.3 would never recover. Values must be finite.
std::vector<Drawdown> drawdowns(std::span<const double> pnl, double capital);

// How far the cumulative P&L of each row lies below its high so far, currency, >= 0; at most `slack` counts as at the
// high.
struct DepthPath {
  std::vector<double> depth;
  double slack = 0;
};
DepthPath depth_path(std::span<const double> pnl, double capital);

// Depth of the deepest in currency; 0 when there is none.
Statistic max_drawdown(std::span<const double> pnl, double capital);
// The same of finite values by plain sums and without the guard: for thousands of resamples, whose last digits do not
// matter.
double rough_max_drawdown(std::span<const double> pnl);

}  // namespace relval
