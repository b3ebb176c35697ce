// From targets per asset to notionals per instrument. A weight is risk: sizing.unit gives it meaning, with the marks of
// the decision row (CS01 and DTS of the spread and duration known there).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "config/run_config.hpp"
#include "market/universe.hpp"
#include "pricing/valuation.hpp"

namespace relval {

// What a strategy wants of one asset: nothing said yet, a weight (risk), or a notional (currency).
struct AssetTarget {
  enum class How : std::uint8_t { none, weight, notional } how = How::none;
  double value = 0;
};

class Sizer {
 public:
  Sizer(const RunConfig&, const Universe&);

  // Sizes one asset (legs first, then slots) with the marks of the decision row, by slot. Writes the notional, currency,
  // signed, of every instrument the asset spans into `notional`. An instrument without a spread and a duration is not a
  // member of its leg yet: it gets 0 and its share goes to the others. False, and nothing written, where the asset cannot
  // be sized yet: none of its instruments (or of the reference leg's) has been quoted.
  bool size(std::size_t asset, const AssetTarget&, std::span<const Marks> marks, std::span<double> notional) const;

  // Risk of one unit of notional in the unit: 1, D 1e-4, or D s 1e-4.
  static double unit_risk(RiskUnit, double duration_years, double spread_bp);

 private:
  double leg_risk(RiskUnit, std::size_t leg, std::span<const Marks>) const;  // of one unit of the leg's notional
  double asset_risk(RiskUnit, std::size_t asset, std::span<const Marks>) const;
  double amount(std::span<const Marks>) const;  // what a weight of 1 holds, in sizing.unit; NaN where not known yet

  const Universe& universe_;
  SizingConfig sizing_;
  std::int32_t reference_ = -1;
};

}  // namespace relval
