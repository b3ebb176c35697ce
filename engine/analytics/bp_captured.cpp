#include "analytics/bp_captured.hpp"

#include "base/numeric.hpp"

namespace relval {
namespace {

// The mean risk at the start of the intervals.
Statistic at_start(std::span<const double> pnl, std::span<const double> risk) {
  if (!all_finite(pnl) || !all_finite(risk)) return undefined(Status::non_finite_input);
  if (pnl.size() < 2 || risk.size() != pnl.size()) return undefined(Status::too_few);
  const double average = mean(risk.first(risk.size() - 1));
  return average == 0 ? undefined(Status::out_of_domain) : defined(average);
}

}  // namespace

Statistic bp_captured(std::span<const double> pnl, std::span<const double> cs01) {
  const Statistic risk = at_start(pnl, cs01);
  return risk.ok() ? defined(compensated_sum(pnl.subspan(1)) / risk.value) : risk;
}

Statistic return_per_risk(std::span<const double> pnl, std::span<const double> risk, double periods_per_year) {
  const Statistic start = at_start(pnl, risk);
  return start.ok() ? defined(periods_per_year * mean(pnl.subspan(1)) / start.value) : start;
}

}  // namespace relval
