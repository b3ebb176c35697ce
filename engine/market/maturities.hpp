// When instruments end: events of kind maturity or call pay at par on their date; after it there is no quote.
#pragma once

#include <vector>

#include "market/panel.hpp"

namespace relval {

inline constexpr std::size_t kNeverMatures = static_cast<std::size_t>(-1);

// By slot: the first row that is not before the event's date; kNeverMatures where there is none within the rows.
std::vector<std::size_t> maturity_rows(const MarketData&);

}  // namespace relval
