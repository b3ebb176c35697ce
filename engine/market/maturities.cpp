#include "market/maturities.hpp"

#include <algorithm>

namespace relval {

std::vector<Maturity> maturities(const MarketData& market) {
  std::vector<Maturity> all(market.instruments.size());
  const auto row_of = [&](Date date) {
    return static_cast<std::size_t>(std::lower_bound(market.dates.begin(), market.dates.end(), date) -
                                    market.dates.begin());
  };
  for (const Event& e : market.events) {
    if (e.kind != "maturity" && e.kind != "call") continue;
    const std::size_t row = row_of(e.date);
    if (row == market.dates.size()) continue;
    const std::size_t known = e.kind == "call" ? std::min(row_of(e.known_at), row) : 0;
    for (std::size_t s = 0; s < all.size(); ++s)  // an instrument may be in several legs
      if (market.instruments.id[s] == e.instrument && row < all[s].row) all[s] = {row, known};
  }
  return all;
}

}  // namespace relval
