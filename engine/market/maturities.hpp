// When instruments end: events of kind maturity or call pay at par on their date; after it there is no quote.
#pragma once

#include <vector>

#include "market/panel.hpp"

namespace relval {

inline constexpr std::size_t kNeverMatures = static_cast<std::size_t>(-1);

struct Maturity {
  std::size_t row = kNeverMatures;  // the first not before the event's date; kNeverMatures: none within the rows
  std::size_t known = 0;            // the first on which it is known: from the start by contract, a call when announced
};
std::vector<Maturity> maturities(const MarketData&);  // by slot

}  // namespace relval
