// Closed lots out of fills, first in first out: how long positions were held and what each made.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace relval {

struct Fill {
  std::size_t row = 0;
  double quantity = 0;  // signed, > 0 bought
  double price = 0;     // or spread
};

struct RoundTrip {
  std::size_t opened = 0, closed = 0;  // rows
  double quantity = 0;                 // signed as opened
  double open_price = 0, close_price = 0;
  double per_price() const { return quantity * (close_price - open_price); }  // P&L per unit of what a price is worth
};

struct OpenLot {
  std::size_t opened = 0;
  double quantity = 0;
  double price = 0;
};

struct RoundTrips {
  std::vector<RoundTrip> closed;  // in the order they were closed
  std::vector<OpenLot> open;      // oldest first
  double closed_quantity() const;         // sum of |quantity|
  double holding_by_quantity() const;     // rows, weighted by |quantity|; NaN when nothing was closed
  double holding_by_lot() const;          // rows, each lot once
};

// Fills of one instrument in the order they happened. The oldest lot is closed first; a fill through zero closes what
// there is, then opens the other side; a lot closed in parts counts in parts.
RoundTrips round_trips(std::span<const Fill>);

}  // namespace relval
