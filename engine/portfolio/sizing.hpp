// From targets per asset to notionals per instrument. A weight is risk: sizing.unit gives it meaning, with the marks,
// the composition of the legs and the betas known on the decision row (RiskUnit in config/sizing_config.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "config/run_config.hpp"
#include "market/leg_history.hpp"
#include "market/universe.hpp"
#include "portfolio/hedge_ratios.hpp"
#include "pricing/valuation.hpp"

namespace relval {

// What a strategy wants of one asset: nothing said yet, a weight (risk), or a notional (currency).
struct AssetTarget {
  enum class How : std::uint8_t { none, weight, notional } how = How::none;
  double value = 0;
};

class Sizer {
 public:
  Sizer(const RunConfig&, const Universe&, const LegHistory&, const HedgeRatios&);

  // Sizes one asset (legs first, then slots) on a row of the loaded market, with the marks known there, by slot. Writes
  // the notional, currency, signed, of every instrument the asset spans into `notional`; names that are no members of
  // their leg get 0. False, and nothing written, where the asset cannot be sized yet: nothing has been quoted, or the
  // unit needs a beta and there is none above 0.
  bool size(std::size_t asset, const AssetTarget&, std::size_t row, std::span<const Marks> marks,
            std::span<double> notional) const;
  // The asset's notional as size() writes it; nothing where that is false.
  std::optional<double> notional_of(std::size_t asset, const AssetTarget&, std::size_t row,
                                    std::span<const Marks> marks) const;
  // Divides a leg's notional among its members of the row.
  void divide(std::size_t leg, double total, std::size_t row, std::span<const Marks> marks,
              std::span<double> notional) const;

  // Risk of one unit of the asset's notional, in currency per unit of what RiskUnit names; NaN where it is not known.
  double risk(RiskUnit, std::size_t asset, std::size_t row, std::span<const Marks> marks) const;
  // What a weight of 1 holds, in sizing.unit; NaN where not known yet.
  double amount(std::size_t row, std::span<const Marks> marks) const;

 private:
  // Duration and duration x spread of one unit of notional.
  struct Levels {
    double duration_years, duration_bp;
  };
  Levels levels(std::size_t asset, std::size_t row, std::span<const Marks> marks) const;
  std::vector<Member> members(std::size_t leg, std::size_t row,
                              std::span<const Marks> marks) const;  // quoted ones, adding up to 1

  const Universe& universe_;
  const LegHistory& legs_;
  const HedgeRatios& ratios_;
  SizingConfig sizing_;
  std::size_t reference_ = 0;
  int factor_ = -1;
};

}  // namespace relval
