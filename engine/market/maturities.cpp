#include "market/maturities.hpp"

#include <algorithm>

namespace relval {

std::vector<std::size_t> maturity_rows(const MarketData& market) {
  std::vector<std::size_t> rows(market.instruments.size(), kNeverMatures);
  for (const Event& e : market.events) {
    if (e.kind != "maturity" && e.kind != "call") continue;
    const auto at = std::lower_bound(market.dates.begin(), market.dates.end(), e.date);
    if (at == market.dates.end()) continue;
    const auto row = static_cast<std::size_t>(at - market.dates.begin());
    for (std::size_t s = 0; s < rows.size(); ++s)  // an instrument may be in several legs
      if (market.instruments.id[s] == e.instrument) rows[s] = std::min(rows[s], row);
  }
  return rows;
}

}  // namespace relval
