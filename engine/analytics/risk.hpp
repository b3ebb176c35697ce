// The risk of the book and of the track record, on one page. docs/risk.md has the formulas and their sources.
#pragma once

#include <optional>

#include "analytics/historical_simulation.hpp"
#include "analytics/jump_to_default.hpp"
#include "analytics/name_concentration.hpp"
#include "analytics/side_duration.hpp"
#include "analytics/stress.hpp"
#include "analytics/tenor_buckets.hpp"

namespace relval {

// What a RunResult lacks.
struct RiskInputs {
  const MarketData& market;         // as loaded by the run; more rows before the run are used where there are any
  std::size_t entry_row, last_row;  // of the run: the first and the last row that close with a position
  std::vector<NameShocks> windows = {};  // what the config's scenarios with a window come to
};

// Two views of the tail. As it stands: today's positions under past moves. Realised: what the run's rows earned, with
// the positions it had then. They answer different questions and are never mixed.
struct RiskReport {
  Status status = Status::too_few;   // of the book: ok, too_few (never held one), not_kept
  Date entry_date, date;             // of the two books; as it stands is the book of `date`
  HistoricalSimulation as_it_stands;
  JumpToDefault jump;
  NameConcentration of_cs01, of_dts, of_jump;
  TenorBuckets tenors;
  SideDuration durations;
  std::vector<StressResult> stress_at_entry, stress_now;  // same scenarios, same order
  TailRisks realised;                // filled in by summarise(), from the column `total` of daily.csv
};

RiskReport measure_risk(const RunResult&, const RiskInputs&);

// A scenario's result by its id; nullptr where there is no book.
const StressResult* find_stress(const std::vector<StressResult>&, std::string_view id);

}  // namespace relval
