// The table of known fields. Bounds are wide: a value outside cannot be what its field says, or is in another unit.
#include "market/fields.hpp"

#include <algorithm>
#include <array>

namespace relval {

namespace {

constexpr std::array<KnownField, 15> kFields = {{
    // name, unit, possible from..to, usual from..to, meaning
    {"spread", "bp", -2000, 100000, 1, 10000, "quoted spread over the risk-free curve"},
    {"spread_statistics", "bp", -2000, 100000, 1, 10000,
     "spread of the universe an index holds from the next row on, on a rebalance date"},
    {"duration", "years", 0, 150, 0.05, 60, "spread duration"},
    {"convexity", "years^2", -1000, 20000, -100, 3600, "spread convexity"},
    {"slope", "bp/year", -10000, 10000, -500, 500, "slope of the spread curve at the instrument's maturity"},
    {"loss", "fraction", 0, 1, 0, 0.2, "share of notional lost to defaults in the interval, net of recovery"},
    {"excess_return", "fraction", -1, 10, -0.5, 0.5, "return over the interval above duration-matched risk-free bonds"},
    {"price", "price", 0, 1e9, 0.01, 1e6, "price or index level"},
    {"half_spread", "bp", 0, 5000, 0, 500, "half of the bid-offer spread"},
    {"borrow_fee", "bp/year", -1000, 100000, 0, 3000, "fee for borrowing the instrument"},
    {"rating", "number", 1, 22, 1, 22, "1 = AAA, 2 = AA+ ... 22 = D"},
    {"member", "flag", 0, 1, 0, 1, "1 on the rows on which the instrument belongs to the universe"},
    {"weight", "fraction", -10, 10, 0, 1, "weight in the index"},
    {"market_value", "currency", 0, 1e16, 0, 1e13, "amount outstanding at market price"},
    {"yield", "percent", -20, 500, -2, 30, "yield, 5 for 5 % a year"},
}};

}  // namespace

std::span<const KnownField> known_fields() { return kFields; }

const KnownField* find_known_field(std::string_view name) {
  const auto found = std::find_if(kFields.begin(), kFields.end(), [&](const KnownField& f) { return f.name == name; });
  return found == kFields.end() ? nullptr : &*found;
}

}  // namespace relval
