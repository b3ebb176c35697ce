// The program's own scenarios: which spreads go where, and where the numbers come from. configs/scenarios/stress.yaml
// holds them; the build puts its text into the program.
#pragma once

#include <span>
#include <string_view>

#include "analytics/risk_book.hpp"
#include "config/scenario_config.hpp"

namespace relval {

std::span<const ScenarioConfig> stress_scenarios();
std::string_view stress_scenarios_yaml();

// The first move of a scenario that fits a name; nullptr where its spread stays. Names compare exactly, sectors without
// regard to case.
const ScenarioMove* move_for(const ScenarioConfig&, const Holding&);

}  // namespace relval
