// The proof of an exclusion: what the config excludes, looked for among everything held, every day.
#pragma once

#include <string>
#include <vector>

#include "replay/result.hpp"

namespace relval {

struct ExclusionProof {
  std::string name;                 // an id, issuer or parent that some leg, or the universe, excludes
  std::vector<std::string> legs;    // that exclude it; empty = every leg
  std::size_t rows = 0, rows_clean = 0;  // of the run; with no exposure to it in those legs
  double largest = 0;               // |notional| held in it on any row, currency
  std::vector<std::string> held_by; // other legs, which do not exclude it, that held it
};
// In the order of the config. Nothing where positions were not kept.
std::vector<ExclusionProof> prove_exclusions(const RunResult&);

}  // namespace relval
