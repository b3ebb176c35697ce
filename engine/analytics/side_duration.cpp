#include "analytics/side_duration.hpp"

#include <cmath>

#include "base/numeric.hpp"

namespace relval {
namespace {

Statistic mean_duration(const RiskBook& book, bool of_long) {
  CompensatedSum weight, weighted;
  for (const Holding& h : book.holdings) {
    if ((h.notional > 0) != of_long) continue;
    const double cs01 = std::fabs(cs01_of(h));
    weight.add(cs01);
    weighted.add(cs01 * h.duration_years);
  }
  return weight.value() > 0 ? defined(weighted.value() / weight.value()) : undefined(Status::too_few);
}

}  // namespace

SideDuration side_duration(const RiskBook& book) {
  SideDuration out{mean_duration(book, true), mean_duration(book, false), {}};
  if (out.long_side.ok() && out.short_side.ok()) out.longer = defined(out.long_side.value - out.short_side.value);
  return out;
}

}  // namespace relval
