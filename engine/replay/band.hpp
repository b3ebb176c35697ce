// The state machine of a band rule: flat, with the rule's weights, or against them; one change a row.
#pragma once

#include <optional>

#include "base/date.hpp"
#include "portfolio/ledger.hpp"
#include "strategy/setup.hpp"

namespace relval {

class BandMachine {
 public:
  explicit BandMachine(const BandRuleSpec& rule) : rule_(rule) {}

  struct Change {
    int side;            // +1 the rule's weights, -1 their negative, 0 flat
    TradeReason reason;  // resize where no more is to be said
  };
  // The change the score of a row's close asks for, if any.
  std::optional<Change> step(Date, double score);

 private:
  std::optional<Change> leave(Date, double score);
  int entry(Date, double score) const;
  bool held_too_long(Date) const;

  BandRuleSpec rule_;
  int side_ = 0, nan_rows_ = 0;
  Date entered_, stopped_{-1'000'000'000};
};

}  // namespace relval
