#include "analytics/round_trips.hpp"

#include <algorithm>
#include <cmath>
#include <deque>

#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr double kRemainder = 1e-12;  // of a fill: what is left of it by rounding alone

bool same_side(double a, double b) { return (a > 0) == (b > 0); }

}  // namespace

RoundTrips round_trips(std::span<const Fill> fills) {
  RoundTrips out;
  std::deque<OpenLot> lots;
  for (const Fill& fill : fills) {
    double left = fill.quantity;
    const double nothing = kRemainder * std::fabs(fill.quantity);
    while (std::fabs(left) > nothing && !lots.empty() && !same_side(lots.front().quantity, left)) {
      OpenLot& oldest = lots.front();
      const double size = std::min(std::fabs(oldest.quantity), std::fabs(left));
      const double part = oldest.quantity > 0 ? size : -size;
      out.closed.push_back({oldest.opened, fill.row, part, oldest.price, fill.price});
      oldest.quantity -= part;
      left += part;
      if (std::fabs(oldest.quantity) <= nothing) lots.pop_front();
    }
    if (std::fabs(left) > nothing) lots.push_back({fill.row, left, fill.price});
  }
  out.open.assign(lots.begin(), lots.end());
  return out;
}

double RoundTrips::closed_quantity() const {
  CompensatedSum sum;
  for (const RoundTrip& t : closed) sum.add(std::fabs(t.quantity));
  return sum.value();
}

double RoundTrips::holding_by_quantity() const {
  if (closed.empty()) return kNaN;
  CompensatedSum sum;
  for (const RoundTrip& t : closed) sum.add(std::fabs(t.quantity) * static_cast<double>(t.closed - t.opened));
  return sum.value() / closed_quantity();
}

double RoundTrips::holding_by_lot() const {
  if (closed.empty()) return kNaN;
  CompensatedSum sum;
  for (const RoundTrip& t : closed) sum.add(static_cast<double>(t.closed - t.opened));
  return sum.value() / static_cast<double>(closed.size());
}

}  // namespace relval
