// Files of scenarios: what they say, and what is said of their faults.
#include "catch.hpp"
#include "config/scenario_config.hpp"

using namespace relval;

namespace {

std::vector<ScenarioConfig> read(const std::string& text, std::vector<std::string>* faults = nullptr) {
  Problems problems(ErrorKind::usage);
  auto all = read_scenarios(text, "own.yaml", problems);
  if (!faults) problems.raise_if_any();
  else
    for (const Problem& p : problems.list())
      faults->push_back(std::to_string(p.place.line) + ":" + std::to_string(p.place.column) + ": " + p.what);
  return all;
}

std::vector<std::string> faults_of(const std::string& scenario) {
  std::vector<std::string> faults;
  read("scenarios:\n  a: " + scenario + "\n", &faults);
  return faults;
}

}  // namespace

TEST_CASE("a scenario's moves keep their order, their lists and their size") {
  const auto all = read(R"(scenarios:
  a:
    label: two steps
    moves:
      - {owners: [AMZN, META], ratings: AA, tenor_years: [20, 30], times: 1.5, plus_bp: 2}
      - {from_bp: 100, to_bp: 250}
  b: {moves: [{legs: [x], sectors: [technology], instruments: [A_5Y], plus_bp: -10}]}
)");
  REQUIRE(all.size() == 2);
  CHECK(all[0].id == "a");
  CHECK(all[0].label == "two steps");
  REQUIRE(all[0].moves.size() == 2);
  CHECK(all[0].moves[0].owners[1].value == "META");
  CHECK(all[0].moves[0].ratings[0].value == "AA");
  CHECK(all[0].moves[0].tenor_years == std::pair(20.0, 30.0));
  CHECK(!all[0].moves[1].tenor_years);
  CHECK(all[0].moves[0].times == 1.5);
  CHECK(all[0].moves[0].plus_bp == 2);
  CHECK(all[0].moves[1].times == 2.5);  // 250 / 100
  CHECK(all[1].label == "b");
  CHECK(all[1].moves[0].times == 1);
  CHECK(all[1].moves[0].plus_bp == -10);
  CHECK(all[1].moves[0].legs[0].place.line == 7);
}

TEST_CASE("a window stands instead of moves and says its days") {
  const auto all = read("scenarios:\n  w: {window: {from: 2025-09-01, to: 2025-11-20}}\n");
  REQUIRE(all.size() == 1);
  CHECK(all[0].window.given);
  CHECK(to_iso(all[0].window.to.value) == "2025-11-20");
  CHECK(all[0].shock == "as from 2025-09-01 to 2025-11-20");
}

TEST_CASE("faults of a file of scenarios are told with their places") {
  using Faults = std::vector<std::string>;
  CHECK(faults_of("{label: x}") == Faults{"2:6: scenario 'a' has neither moves nor a window"});
  CHECK(faults_of("{moves: [{times: 2}], window: {from: 2025-01-02, to: 2025-02-03}}") ==
        Faults{"2:6: scenario 'a' has both moves and a window"});
  CHECK(faults_of("{window: {from: 2025-02-03, to: 2025-01-02}}") ==
        Faults{"2:38: the window ends before it begins: from 2025-02-03 to 2025-01-02"});
  CHECK(faults_of("{moves: [{owners: [A]}]}") == Faults{"2:15: a move says by how much"});
  CHECK(faults_of("{moves: [{times: 0}]}") == Faults{"2:23: 'times' must be > 0, found 0"});
  CHECK(faults_of("{moves: [{times: 2, from_bp: 1, to_bp: 2}]}") ==
        Faults{"2:15: a move has times, or from_bp and to_bp, not both"});
  CHECK(faults_of("{moves: [{from_bp: 1}]}") ==
        Faults{"2:15: from_bp and to_bp are stated together: the spread moves by their ratio"});
  CHECK(faults_of("{moves: [{ratings: [A+], times: 2}]}") ==
        Faults{"2:26: a rating without a notch was expected, found 'A+'"});
  CHECK(faults_of("{moves: [{ratings: [Aaa], times: 2}]}") ==
        Faults{"2:26: a rating without a notch was expected, found 'Aaa'"});
  CHECK(faults_of("{moves: [{time: 2, plus_bp: 1}]}") == Faults{"2:16: unknown key 'time'"});
}
