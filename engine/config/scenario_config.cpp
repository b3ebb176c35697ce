#include "config/scenario_config.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "config/paths.hpp"
#include "config/rating.hpp"
#include "config/run_config.hpp"
#include "config/schema.hpp"
#include "config/yaml_reader.hpp"

namespace relval {
namespace {

struct ScenarioFile {
  std::vector<ScenarioConfig> scenarios;
};

void check_ratings(const ScenarioMove& move, Problems& problems) {
  for (const PlacedText& r : move.ratings)
    if (!rating_number(r.value) || r.value.find_first_of("+-") != std::string::npos)
      problems.add(r.place, "a rating without a notch was expected, found '" + shown(r.value) + "'",
                   "AAA, AA, A, BBB ...: a scenario moves all notches of a rating alike");
}

void check_move(ScenarioMove& move, const Node& node, Problems& problems) {
  if (node.kind != NodeKind::map) return;  // reported
  move.place = node.place();
  check_ratings(move, problems);
  const bool levels = node.find("from_bp") || node.find("to_bp"), times = node.find("times") != nullptr;
  if (!levels && !times && !node.find("plus_bp"))
    return problems.add(move.place, "a move says by how much",
                        "times: 1.5, plus_bp: 25, or from_bp: 102 with to_bp: 401");
  if (levels && times)
    return problems.add(move.place, "a move has times, or from_bp and to_bp, not both");
  if (!levels) return;
  if (!node.find("from_bp") || !node.find("to_bp"))
    return problems.add(move.place, "from_bp and to_bp are stated together: the spread moves by their ratio");
  if (move.from_bp && move.to_bp) move.times = *move.to_bp / *move.from_bp;
}

void check_scenario(ScenarioConfig& scenario, const Node& node, Problems& problems) {
  if (node.kind != NodeKind::map) return;  // reported
  scenario.place = node.place();
  scenario.window.given = node.find("window") != nullptr;
  if (scenario.label.empty()) scenario.label = scenario.id;
  if (scenario.window.given == (node.find("moves") != nullptr))
    return problems.add(scenario.place, "scenario '" + shown(scenario.id) + "' has " +
                                            (scenario.window.given ? "both moves and a window"
                                                                   : "neither moves nor a window"),
                        "one of: moves: [{times: 1.5}], window: {from: 2025-09-01, to: 2025-11-20}");
  if (!scenario.window.given) return;
  const ScenarioWindow& w = scenario.window;
  if (!w.from.place.file.empty() && !w.to.place.file.empty() && w.to.value <= w.from.value)
    problems.add(w.to.place, "the window ends before it begins: from " + to_iso(w.from.value) + " to " +
                                 to_iso(w.to.value));
  if (scenario.shock.empty()) scenario.shock = "as from " + to_iso(w.from.value) + " to " + to_iso(w.to.value);
}

Section<ScenarioMove> move_section() {
  using M = ScenarioMove;
  return Section<M>()
      .text_list("owners", &M::owners, {.help = "parents, else issuers, else ids"})
      .text_list("sectors", &M::sectors, {.help = "of any level"})
      .text_list("ratings", &M::ratings, {.help = "letters without a notch"})
      .text_list("legs", &M::legs, {.help = "legs of the run"})
      .text_list("instruments", &M::instruments, {.help = "ids"})
      .range("tenor_years", &M::tenor_years, {.help = "from and to", .unit = "years", .bounds = at_least(0)})
      .number("times", &M::times, {.help = "the spread is multiplied by", .bounds = above(0)})
      .number("plus_bp", &M::plus_bp, {.help = "and this is added", .unit = "bp", .bounds = between(-10000, 10000)})
      .number("from_bp", &M::from_bp, {.help = "with to_bp: times their ratio", .unit = "bp", .bounds = above(0)})
      .number("to_bp", &M::to_bp, {.help = "see from_bp", .unit = "bp", .bounds = above(0)})
      .check(check_move);
}

Section<ScenarioFile> file_section() {
  using S = ScenarioConfig;
  Section<ScenarioWindow> window;
  window.date("from", &ScenarioWindow::from, {.help = "the close at or before", .required = true})
      .date("to", &ScenarioWindow::to, {.help = "the close at or before", .required = true});
  Section<S> scenario;
  scenario.text("label", &S::label, {.help = "for the screen"})
      .text("shock", &S::shock, {.help = "what moves, in words"})
      .text("source", &S::source, {.help = "where the numbers come from"})
      .list_of("moves", &S::moves, move_section(), {.help = "the first that fits a name moves its spread"})
      .section("window", &S::window, std::move(window), {.help = "each spread by its own change between two days"})
      .check(check_scenario);
  return Section<ScenarioFile>().map_of("scenarios", &ScenarioFile::scenarios, &S::id, std::move(scenario),
                                        {.help = "NAME: {moves: ...}", .required = true, .item = "scenario"});
}

}  // namespace

std::vector<ScenarioConfig> read_scenarios(std::string_view text, const std::string& name, Problems& problems) {
  ScenarioFile file;
  if (const auto tree = read_yaml(text, name, problems)) file_section().read(*tree, file, problems);
  return std::move(file.scenarios);
}

void load_scenarios(RunConfig& config, Problems& problems) {
  ReportConfig& report = config.report;
  for (const PlacedText& written : report.scenarios) {
    const auto found = resolve_input(config.file, written);
    if (!found || relval::is_directory(*found)) {
      problems.add(written.place, "there is no file of scenarios '" + shown(written.value) + "'", kInputPlaces);
      continue;
    }
    const std::string text = read_file(*found);
    report.scenarios_sha256.push_back(sha256_hex(text));
    for (ScenarioConfig& s : read_scenarios(text, found->string(), problems)) {
      const auto same = std::find_if(report.own_scenarios.begin(), report.own_scenarios.end(),
                                     [&](const ScenarioConfig& other) { return other.id == s.id; });
      if (same != report.own_scenarios.end())
        problems.add(s.place, "scenario '" + shown(s.id) + "' is stated by two files");
      report.own_scenarios.push_back(std::move(s));
    }
  }
}

}  // namespace relval
