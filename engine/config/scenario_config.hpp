// Stress scenarios as a YAML file states them: which spreads go where. The program's own are in
// configs/scenarios/stress.yaml.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/problems.hpp"
#include "config/placed.hpp"

namespace relval {

// Whom a move hits: who fits every list that is stated. No list: everybody.
struct ScenarioMove {
  std::vector<PlacedText> owners;       // parents, else issuers, else ids
  std::vector<PlacedText> sectors;      // of any level of the taxonomy, in small or capital letters
  std::vector<PlacedText> ratings;      // letters without a notch, "BBB"
  std::vector<PlacedText> legs, instruments;
  std::optional<std::pair<double, double>> tenor_years;  // inclusive; names without one do not fit
  double times = 1, plus_bp = 0;        // new spread = spread x times + plus_bp
  std::optional<double> from_bp, to_bp; // read into times: to / from
  Place place = {};
};

struct ScenarioWindow {
  Placed<Date> from, to;  // the closes at or before these days
  bool given = false;
};

struct ScenarioConfig {
  std::string id;      // stable: the key in summary.json
  std::string label;   // for the screen; the id where none is stated
  std::string shock;   // what moves, from when to when, in words
  std::string source;
  std::vector<ScenarioMove> moves;  // the first that fits a name; none: its spread stays
  ScenarioWindow window;  // instead of moves: each spread by its own relative change between two days of the store
  Place place = {};
};

// The scenarios of a text, in its order; faults with their places go to problems. name: what messages call the text.
std::vector<ScenarioConfig> read_scenarios(std::string_view text, const std::string& name, Problems&);

struct RunConfig;
// Reads the files of report.scenarios into report.own_scenarios.
void load_scenarios(RunConfig&, Problems&);

}  // namespace relval
