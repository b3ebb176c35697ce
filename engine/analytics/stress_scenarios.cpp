#include "analytics/stress_scenarios.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace relval {
namespace {

std::vector<ScenarioConfig> read_own() {
  Problems problems(ErrorKind::bug);
  std::vector<ScenarioConfig> all = read_scenarios(stress_scenarios_yaml(), "configs/scenarios/stress.yaml", problems);
  problems.raise_if_any();
  return all;
}

bool holds(const std::vector<PlacedText>& list, const std::string& text) {
  return std::any_of(list.begin(), list.end(), [&](const PlacedText& t) { return t.value == text; });
}

bool holds_sector(const std::vector<PlacedText>& list, const Holding& h) {
  return std::any_of(list.begin(), list.end(), [&](const PlacedText& t) {
    return std::any_of(h.sectors.begin(), h.sectors.end(),
                       [&](const std::string& s) { return lower(s) == lower(t.value); });
  });
}

bool fits(const ScenarioMove& m, const Holding& h) {
  return (m.owners.empty() || holds(m.owners, h.owner)) && (m.sectors.empty() || holds_sector(m.sectors, h)) &&
         (m.ratings.empty() || holds(m.ratings, h.rating)) && (m.legs.empty() || holds(m.legs, h.leg_name)) &&
         (m.instruments.empty() || holds(m.instruments, h.id)) &&
         (!m.tenor_years || (h.tenor_years >= m.tenor_years->first && h.tenor_years <= m.tenor_years->second));
}

}  // namespace

std::span<const ScenarioConfig> stress_scenarios() {
  static const std::vector<ScenarioConfig> kOwn = read_own();
  return kOwn;
}

const ScenarioMove* move_for(const ScenarioConfig& scenario, const Holding& h) {
  for (const ScenarioMove& move : scenario.moves) {
    if (fits(move, h)) return &move;
  }
  return nullptr;
}

}  // namespace relval
