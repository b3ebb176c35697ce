// Keeps a book within its bounds before it trades: neutrality bands and limits with on_breach: trim. What is cut is the
// larger side, every position of it by the same share.
#pragma once

#include <functional>
#include <span>

#include "config/run_config.hpp"

namespace relval {

// The exposures bands are stated in, of one unit of a slot's notional, signed as the notional is.
enum class Factor { notional, cs01, dts, market_beta };
inline constexpr Factor kFactors[] = {Factor::notional, Factor::cs01, Factor::dts, Factor::market_beta};
const NeutralBand& band_of(const NeutralConfig&, Factor);
const char* name_of(Factor);

class Bounds {
 public:
  explicit Bounds(const RunConfig&);
  bool trims() const { return trims_; }

  // wanted: by slot, currency. unit(factor, slot): exposure of one unit of notional; NaN counts as none. A one-sided
  // book is not cut for neutrality: there is nothing to cut it to. True where something was cut.
  bool trim(std::span<double> wanted, const std::function<double(Factor, std::size_t)>& unit) const;

 private:
  NeutralConfig neutral_;
  LimitsConfig limits_;
  double capital_;
  bool trims_;
};

}  // namespace relval
