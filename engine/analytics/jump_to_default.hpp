// What a sudden default of an issuer would cost or earn: the risk that no spread move shows.
#pragma once

#include <string>
#include <vector>

#include "analytics/risk_book.hpp"

namespace relval {

// Of one parent (issuer or instrument where the store names none), over all its instruments in all legs.
struct IssuerJump {
  std::string issuer;
  double pnl = 0;              // currency: -sum N (1 - R); below 0 for net long credit risk
  double pnl_no_recovery = 0;  // -sum N
};

// A spread index is taken at par: a default pays R on the notional. Instruments of kind price have no such jump and are
// left out. R is the instrument's column `recovery`, 0.4 where it states none.
struct JumpToDefault {
  Status status = Status::too_few;
  std::vector<IssuerJump> losses, gains;  // the worst five of each side, largest first, ties in the order of the name
  std::size_t issuers = 0;                // with a position
  double gross = 0, net = 0;              // over issuers: sum of |pnl|; sum of pnl
  double gross_no_recovery = 0;
  std::size_t names = 0, recovery_assumed = 0, left_out = 0;  // instruments; at 0.4 for want of one; of kind price
  std::vector<IssuerJump> all;            // by issuer's name
};
inline constexpr std::size_t kJumpsListed = 5;

JumpToDefault jump_to_default(const RiskBook&);

}  // namespace relval
