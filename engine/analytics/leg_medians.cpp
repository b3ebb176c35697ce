#include "analytics/leg_medians.hpp"

#include <cmath>

#include "analytics/quantile.hpp"

namespace relval {
namespace {

constexpr std::size_t kKinds = 2;  // of enum Kind

}  // namespace

LegMedians::LegMedians(const SpreadMoves& moves, const RunResult& r, const MarketData& market)
    : moves_(moves), market_(market), known_(market.dates.size() * r.legs.size() * kKinds) {
  for (const LegInfo& leg : r.legs) {
    std::vector<std::size_t> columns;
    for (const std::uint32_t s : leg.slots) columns.push_back(column_of(r, market, s));
    columns_.push_back(std::move(columns));
  }
}

double LegMedians::at(std::size_t t, std::size_t leg, Kind kind) {
  std::optional<double>& known = known_[(t * columns_.size() + leg) * kKinds + static_cast<std::size_t>(kind)];
  if (known) return *known;
  others_.clear();
  for (const std::size_t column : columns_[leg]) {
    if (market_.instruments.kind[column] != kind) continue;
    if (const double m = moves_.at(t, column); !std::isnan(m)) others_.push_back(m);
  }
  known = median(others_);
  return *known;
}

}  // namespace relval
