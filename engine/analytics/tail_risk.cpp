#include "analytics/tail_risk.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr double kCountSlack = 1e-9;  // 1000 x (1 - 0.95) is 50 and a little in binary, and must count 50

TailRisk of_sorted(const std::vector<double>& ascending, double confidence) {
  const double tail_share = std::floor((1.0 - confidence) * 1e12 + 0.5) / 1e12;
  const double expected = static_cast<double>(ascending.size()) * tail_share;  // periods in the tail
  const double k = std::max(1.0, std::ceil(expected - kCountSlack)), whole = std::floor(expected + kCountSlack);
  const auto at = [&](double position) { return ascending[static_cast<std::size_t>(position) - 1]; };
  if (expected < 1.0 - kCountSlack) {
    const Statistic worst{-at(1), Status::too_few};
    return {confidence, worst, worst};
  }
  CompensatedSum tail;
  for (double i = 1; i <= whole; ++i) tail.add(at(i));
  if (expected - whole > kCountSlack) tail.add((expected - whole) * at(whole + 1));
  return {confidence, defined(-at(k)), defined(-tail.value() / expected)};
}

}  // namespace

TailRisk tail_risk(std::span<const double> pnl, double confidence) {
  if (!all_finite(pnl)) return {confidence, undefined(Status::non_finite_input), undefined(Status::non_finite_input)};
  if (pnl.empty()) return {confidence, undefined(Status::too_few), undefined(Status::too_few)};
  std::vector<double> ascending(pnl.begin(), pnl.end());
  std::sort(ascending.begin(), ascending.end());
  return of_sorted(ascending, confidence);
}

TailRisks tail_risks(std::span<const double> pnl) {
  return {pnl.size(), tail_risk(pnl, 0.95), tail_risk(pnl, 0.99)};
}

}  // namespace relval
