// The divergence of a pair (pnl_split.hpp) in two: what its sectors did beyond the market, and what the names did
// beyond their sectors.
//   sector         sum over rows and names of CS01 x (mean change of the sector's spreads - beta x change of the factor
//                  leg's), with the CS01 held and the leg's beta known at the close before
//   idiosyncratic  the rest of the divergence
// A sector is the finest level that the store states. Its mean is over every name of the run's legs, the factor leg's
// among them, that is quoted on both closes, held or not; breaks at their break-free change.
#pragma once

#include <string>
#include <vector>

#include "analytics/pnl_split.hpp"
#include "market/panel.hpp"

namespace relval {

inline constexpr std::size_t kFewestOfASector = 3;  // names quoted; below, the mean is too much the name itself

struct SectorSplit {
  Status status = Status::out_of_domain;  // ok; there is no factor leg or no sector; not_kept: a large book
  std::string level;                      // "sector_l3"
  struct Part {
    std::string name;
    double pnl = 0;                       // of its part of the sector term; currency
  };
  std::vector<Part> sectors;              // by name; those that were held
  double sector = 0, idiosyncratic = 0;   // the sum is the split's divergence, to a rounding
  std::size_t cells = 0, cells_alone = 0; // rows x names held; of them without a sector's mean: all idiosyncratic
};

SectorSplit split_by_sector(const RunResult&, const MarketData&, const PnlSplit&);

}  // namespace relval
