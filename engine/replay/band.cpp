#include "replay/band.hpp"

#include <cmath>

namespace relval {

int BandMachine::entry(Date date, double score) const {
  if (std::fabs(score) >= rule_.stop) return 0;
  if (date.days - stopped_.days < rule_.cool_off_days) return 0;
  return score >= rule_.enter ? 1 : score <= -rule_.enter ? -1 : 0;
}

bool BandMachine::held_too_long(Date date) const {
  return rule_.max_hold_days > 0 && date.days - entered_.days >= rule_.max_hold_days;
}

std::optional<BandMachine::Change> BandMachine::leave(Date date, double score) {
  // A stop is a move against the position: cheap became cheaper still.
  if (side_ * score >= rule_.stop) {
    stopped_ = date;
    return Change{0, TradeReason::stop};
  }
  if (held_too_long(date)) return Change{0, TradeReason::max_hold};
  const int reverse = entry(date, score);
  if (reverse == -side_) return Change{reverse, TradeReason::resize};
  if (std::fabs(score) <= rule_.exit) return Change{0, TradeReason::resize};
  if (rule_.exit_on_sign_change && side_ * score < 0) return Change{0, TradeReason::resize};
  return std::nullopt;
}

std::optional<BandMachine::Change> BandMachine::step(Date date, double score) {
  std::optional<Change> change;
  if (std::isnan(score)) {
    if (side_ == 0) return std::nullopt;
    if (held_too_long(date)) change = Change{0, TradeReason::max_hold};  // the clock needs no score
    else if (++nan_rows_ >= rule_.max_nan) change = Change{0, TradeReason::resize};
  } else {
    nan_rows_ = 0;
    if (side_ != 0) change = leave(date, score);
    else if (const int side = entry(date, score); side != 0) change = Change{side, TradeReason::resize};
  }
  if (!change) return std::nullopt;
  side_ = change->side;
  nan_rows_ = 0;
  if (side_ != 0) entered_ = date;
  return change;
}

}  // namespace relval
