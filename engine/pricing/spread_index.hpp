// Kind spread_index: a sector or issuer spread series, unfunded and hedged for rates. P&L of one unit over (t - 1, t],
// all inputs of t - 1 except the spread and the loss of t (s in bp, D years, C years^2, k bp per year, l fraction):
//   rc = s 1e-4 dt    rr = D k 1e-4 dt    ds = (s_t - s) 1e-4    g = exp(-D ds + (C - D^2) ds^2 / 2) - 1
//   log_quadratic: (1 + rc + rr)(1 + g) - 1 - l     taylor: rc + rr - D ds + C ds^2 / 2 - l     returns: the provider's
#pragma once

#include <cmath>
#include <memory>

#include "base/numeric.hpp"
#include "config/run_config.hpp"
#include "pricing/valuation.hpp"

namespace relval {

// ln(1 + g) of above, and g: the relative price change of a spread change ds (decimals).
inline double spread_exponent(double duration_years, double convexity_years2, double ds) {
  return -duration_years * ds + 0.5 * (convexity_years2 - duration_years * duration_years) * ds * ds;
}
inline double spread_growth(double duration_years, double convexity_years2, double ds) {
  return expm1(spread_exponent(duration_years, convexity_years2, ds));
}

// The convexity of a row: the field's value. Without one the proxy where it was asked for (1.1 D^2 for a bullet up to
// ten years, 1.5 D^2 for a broad index), otherwise the last value known, otherwise 0. NaN = no value.
inline double convexity_of(Convexity rule, double of_row, double last_known, double duration_years) {
  if (!std::isnan(of_row)) return of_row;
  if (rule == Convexity::bullet) return 1.1 * duration_years * duration_years;
  if (rule == Convexity::index) return 1.5 * duration_years * duration_years;
  return std::isnan(last_known) ? 0.0 : last_known;
}

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
