// The parts of summary.json about a pair, its legs' members and its variations, as JSON text. Private to report.
#pragma once

#include <string>

#include "analytics/summary.hpp"

namespace relval {

std::string pair_json(const RunResult&, const Summary&);  // split, net_carry_a_day, rehedging, exclusions, neutrality
std::string members_json(const RunResult&);                    // who joined and left a leg, a list
std::string variations_json(const Variations&);                // tables, entries, cases, seeds

}  // namespace relval
