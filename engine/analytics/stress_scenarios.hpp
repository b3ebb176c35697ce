// The named scenarios: which spreads go where, and where the numbers come from. One table, stress_scenarios.cpp.
#pragma once

#include <span>
#include <string_view>

#include "analytics/risk_book.hpp"

namespace relval {

struct SpreadShock {        // new spread = spread x times + plus_bp
  double times = 1, plus_bp = 0;
};

enum class Hits { owners, sector, rating, everyone };
struct ShockRule {
  Hits hits;
  std::span<const std::string_view> who;  // owners (parents), one sector of any level, or rating letters
  SpreadShock shock;
};

struct Scenario {
  std::string_view id;      // stable: key in summary.json
  std::string_view label;   // for the screen
  std::string_view shock;   // what moves, from when to when
  std::string_view source;
  std::span<const ShockRule> rules;  // the first that fits a name; none: its spread stays
};

std::span<const Scenario> stress_scenarios();

// The rule for a name; nullptr where its spread stays. Owners compare exactly, sectors without regard to case.
const ShockRule* rule_for(const Scenario&, const Holding&);

}  // namespace relval
