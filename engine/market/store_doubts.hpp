// Questions about values that may be right and often are not: another unit, a date that is a slip, quotes that stand
// still, spikes. Asked by `data validate`; the first two by `data import` too. Private to market.
#pragma once

#include <string>
#include <vector>

#include "market/fields.hpp"
#include "market/store.hpp"

namespace relval {

// The unit a doubtful value may be in: the factor that brings it into the usual range.
std::string guess_unit(const KnownField&, double value);

// The median of all spreads where it is too low to be in bp.
std::vector<StoreFault> doubtful_spread_unit(const Panel& spread);
// Rows more than ten times as far from the row before as the median.
std::vector<StoreFault> doubtful_intervals(const std::vector<Date>&);
// A field of the user's own that is called nearly like a known one.
std::vector<StoreFault> doubtful_field_name(const std::string& name);

// Of a field that marks positions (spread, price), for each instrument: five rows or more on which its quote stood
// still while most others moved (rows that are days only); moves of more than ten times its median that the next row
// reverses.
std::vector<StoreFault> standing_quotes(const std::string& field, const Panel&, const std::vector<Date>&,
                                        const std::vector<std::string>& ids);
std::vector<StoreFault> spikes(const std::string& field, const Panel&, const std::vector<Date>&,
                               const std::vector<std::string>& ids);

}  // namespace relval
