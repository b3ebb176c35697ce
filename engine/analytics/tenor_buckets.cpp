#include "analytics/tenor_buckets.hpp"

namespace relval {
namespace {

void add_to_nodes(ByTenor& buckets, double duration_years, double cs01) {
  constexpr std::size_t kLast = kTenorNodes.size() - 1;
  if (duration_years <= kTenorNodes[0]) buckets[0] += cs01;
  else if (duration_years >= kTenorNodes[kLast]) buckets[kLast] += cs01;
  else {
    std::size_t above = 1;
    while (duration_years > kTenorNodes[above]) ++above;
    const double low = kTenorNodes[above - 1], high = kTenorNodes[above];
    const double share = (duration_years - low) / (high - low);
    buckets[above - 1] += cs01 * (1.0 - share);
    buckets[above] += cs01 * share;
  }
}

}  // namespace

TenorBuckets tenor_buckets(const RiskBook& book, std::size_t legs) {
  TenorBuckets out;
  out.leg.resize(legs);
  for (const Holding& h : book.holdings) {
    add_to_nodes(out.leg[h.leg], h.duration_years, cs01_of(h));
    add_to_nodes(out.side[h.notional < 0 ? 1 : 0], h.duration_years, cs01_of(h));
  }
  for (const ByTenor& leg : out.leg) {
    for (std::size_t n = 0; n < leg.size(); ++n) out.total[n] += leg[n];
  }
  return out;
}

}  // namespace relval
