// The run again without one issuer: how much of the result hangs on one name.
#pragma once

#include <string>
#include <vector>

#include "config/run_config.hpp"
#include "replay/result.hpp"

namespace relval {

struct Candidate {
  std::string issuer;  // parent, else issuer, else the instrument itself
  double pnl = 0;      // of the run, all its names
  std::vector<Override> without;  // legs.<leg>.exclude of each leg that holds it, the issuer added
};

// The issuers of the largest |P&L|, largest first, equals by name; at most `most`. Only issuers held by legs that the
// config states.
std::vector<Candidate> largest_issuers(const RunResult&, std::size_t most);

}  // namespace relval
