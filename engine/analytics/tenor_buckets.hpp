// Where on the curve the CS01 sits, leg by leg.
#pragma once

#include <array>
#include <vector>

#include "analytics/risk_book.hpp"

namespace relval {

inline constexpr std::array<double, 6> kTenorNodes = {2, 5, 7, 10, 20, 30};  // years of spread duration
using ByTenor = std::array<double, kTenorNodes.size()>;                      // currency: P&L of +1 bp

// A position's CS01 goes to the two nodes around its duration, linearly; below the first or above the last node to that
// node whole. So the buckets add up to the CS01, and a move that is linear between the nodes is told right.
struct TenorBuckets {
  std::vector<ByTenor> leg;
  std::array<ByTenor, kSides> side{};
  ByTenor total{};  // the legs, added in their order
};
TenorBuckets tenor_buckets(const RiskBook&, std::size_t legs);

}  // namespace relval
