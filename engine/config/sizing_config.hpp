// How much a weight holds, and the bounds a book is kept within, as a run's config states them.
#pragma once

#include <optional>
#include <string>

#include "base/problems.hpp"
#include "config/leg_config.hpp"
#include "config/length.hpp"
#include "config/placed.hpp"

namespace relval {

// The risk in which legs are matched. Per unit of notional, with D duration and s spread of the decision row:
enum class RiskUnit {
  notional,     // 1
  cs01,         // D
  dts,          // D s
  vol,          // D x deviation of the spread's changes
  pair_beta,    // of the reference leg D, of another D / beta of the reference leg's changes on its own: least variance
  market_beta,  // D x beta of the leg's changes on the factor leg's: no market exposure
};

enum class BetaMethod { ols, ewma };
enum class Changes { absolute, relative };

struct BetaConfig {
  BetaMethod method = BetaMethod::ols;
  int window = 120;                     // rows, today included
  std::optional<Placed<Length>> window_length = {};  // stated as a length of time: the plan makes rows of it
  double lambda = 0.97;                 // ewma: weight of a row ago against today
  Changes changes = Changes::absolute;  // of the spread: in bp, or as a share of it
  int min_rows = 60;                    // fewer changes in the window: no beta yet
};

struct SizingConfig {
  RiskUnit unit = RiskUnit::notional;
  // What a weight of 1 holds, in per_leg_in: currency (notional), currency per bp (cs01), currency per 100 % of spread
  // (dts).
  double per_leg = 0;
  RiskUnit per_leg_in = RiskUnit::notional;  // the unit, unless stated; notional, cs01 or dts
  std::string reference_leg;  // needed where per_leg_in is not the unit: this leg gets per_leg, the others match it
  Every rehedge_every = Every::never;        // sizes are computed anew on the first row of each period
  double rehedge_beyond = 0;                 // ... and traded only where a leg is off by more than this share
  double no_trade_band = 0;                  // a resize smaller than this share of the book's gross is not traded
  BetaConfig beta;
  Place place;
  bool given = false;
};

enum class OnBreach { trim, finding, fail };

// |net| / gross of an exposure may not be more than the band.
struct NeutralBand {
  double band = 0;
  OnBreach on_breach = OnBreach::finding;
  bool given = false;
  Place place;
};
struct NeutralConfig {
  NeutralBand notional, cs01, dts, market_beta;
  bool any() const { return notional.given || cs01.given || dts.given || market_beta.given; }
};

struct LimitsConfig {  // shares of portfolio.capital
  std::optional<double> gross, net;
  OnBreach on_breach = OnBreach::trim;
};

const char* name_of(RiskUnit);
const char* name_of(OnBreach);
bool needs_beta(RiskUnit);   // vol, pair_beta, market_beta: looks back on spread changes

}  // namespace relval
