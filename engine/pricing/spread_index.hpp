// Kind spread_index: a sector or issuer spread series, unfunded and hedged for rates. P&L of one unit over (t - 1, t], all
// inputs of t - 1 except the spread and the loss of t (s in bp, D years, C years^2, k bp per year, l fraction):
//   rc = s 1e-4 dt    rr = D k 1e-4 dt    ds = (s_t - s) 1e-4    g = exp(-D ds + (C - D^2) ds^2 / 2) - 1
//   log_quadratic: (1 + rc + rr)(1 + g) - 1 - l     taylor: rc + rr - D ds + C ds^2 / 2 - l     returns: the provider's
#pragma once

#include <memory>

#include "config/run_config.hpp"
#include "pricing/valuation.hpp"

namespace relval {

// Instruments a break touches, by slot; made from the config's breaks against the loaded market.
struct Break {
  std::size_t row;                // the interval that ends here
  std::vector<std::uint8_t> hit;  // by slot
  double change_bp;
};

std::unique_ptr<UnitSource> make_spread_index_source(const MarketData&, const ValuationConfig&, const FinancingConfig&,
                                                     std::vector<Break>);
// Kind price: P&L of one unit is the relative price change.
std::unique_ptr<UnitSource> make_price_source(const MarketData&, const FinancingConfig&);

}  // namespace relval
