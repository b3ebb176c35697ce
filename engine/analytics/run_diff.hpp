// Why one run came to other numbers than another: the change of its total, one stage swapped at a time. study/ replays.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "replay/result.hpp"

namespace relval {

struct DiffPart {
  std::string stages;                // "data", ...; "universe, signal and strategy" where one alone cannot run
  std::vector<std::string> changes;  // "costs.default.half_spread_share: 0.015 -> 0.016"
  double change = 0;                 // of the total P&L, currency
};

// The first close on which an instrument's position or P&L differs.
struct FirstDifference {
  Date date;
  std::string instrument, leg;
  std::string what;         // "position", or a component of the P&L
  double was = 0, is = 0;
};

struct NameChange {
  std::string instrument;
  double was = 0, is = 0;   // total P&L
};

struct RunDiff {
  std::string a, b;         // what was compared
  double was = 0, is = 0;   // total P&L: as recorded for a finished run, else as replayed
  double replayed_was = 0, replayed_is = 0;  // as replayed now
  std::vector<std::string> warnings;         // the store of a finished run is another today
  // In the order of the stages. Summed one after the other, and with `rounding` last, they are is - was to the bit.
  std::vector<DiffPart> parts;
  double rounding = 0;
  ComponentSums components_was{}, components_is{};
  std::optional<FirstDifference> first;
  std::vector<NameChange> names;  // whose P&L changed, the most first
};

// Both with positions and P&L by name (report.by_name).
std::optional<FirstDifference> first_difference(const RunResult& a, const RunResult& b);
std::vector<NameChange> name_changes(const RunResult& a, const RunResult& b);

}  // namespace relval
