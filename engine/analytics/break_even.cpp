#include "analytics/break_even.hpp"

#include <cmath>

#include "base/numeric.hpp"

namespace relval {
namespace {

// What 1 bp of half-spread costs on a trade. From the cost where there is one: its basis is the price move of the
// instrument's kind, which need not be the duration.
double cost_of_one_bp(const Trade& t) {
  if (t.half_spread_bp > 0) return -t.cost / t.half_spread_bp;
  return std::fabs(t.after - t.before) * t.duration_years * 1e-4;
}

}  // namespace

BreakEven break_even(double total, double cost, std::span<const Trade> trades) {
  BreakEven b;
  if (trades.empty()) return b;
  b.multiple = ratio(total - cost, -cost);
  CompensatedSum one_bp;
  for (const Trade& t : trades) one_bp.add(cost_of_one_bp(t));
  if (!(one_bp.value() > 0)) {
    b.charged_bp = b.half_spread_bp = undefined(Status::out_of_domain);
    return b;
  }
  b.charged_bp = defined(-cost / one_bp.value());
  b.half_spread_bp = defined((total - cost) / one_bp.value());
  return b;
}

}  // namespace relval
