// Values the held instruments ahead, a block of rows at a time, and starts a new block when what is held changes.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "pricing/valuation.hpp"
#include "replay/plan.hpp"

namespace relval {

class ValuationBlocks {
 public:
  ValuationBlocks(const RunPlan&, const MarketData&, std::size_t most_rows);

  void hold(std::span<const Slot> held);  // what is held from the next row on

  // One row of one kind's block.
  struct Part {
    UnitBlock unit;
    std::size_t r = 0;
    std::span<const Slot> slots;
  };
  // quiet_until: the first row on whose close something may trade, as far as is known; a block ends there.
  std::span<const Part> row(std::size_t market_row, std::size_t quiet_until);

 private:
  struct Source {
    std::unique_ptr<UnitSource> units;
    std::vector<Slot> slots;
  };
  void value_ahead(std::size_t market_row, std::size_t quiet_until);

  const MarketData& market_;
  std::size_t most_rows_, length_ = 0;
  std::size_t rows_held_ = 0, lasted_ = 0;  // rows of what is held now, and of what was held before it
  Rows block_{0, 0};
  std::vector<Source> sources_;  // by kind, in the order of the enum
  std::vector<Part> parts_;
};

}  // namespace relval
