// The fields relval knows: name, unit, plausible range. One table for reader, importer, validation and docs.
#pragma once

#include <span>
#include <string_view>

namespace relval {

struct KnownField {
  std::string_view name;
  std::string_view unit;         // the only one accepted in a store; the importer converts to it
  double low, high;              // values outside are refused as impossible
  double ask_low, ask_high;      // values outside are asked about: often another unit (a spread of 0.012 or 12,000 bp)
  std::string_view help;
};

// spread bp · spread_statistics bp (the forward universe's spread on a rebalance date) · duration years · convexity
// years^2 · slope bp/year · loss fraction (of notional lost to defaults in the interval, net of recovery) ·
// excess_return fraction · price price · half_spread bp · borrow_fee bp/year · rating number · member flag ·
// weight fraction · market_value currency · yield percent
std::span<const KnownField> known_fields();
const KnownField* find_known_field(std::string_view name);  // nullptr for a field of the user's own

}  // namespace relval
