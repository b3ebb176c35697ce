// The risk of the book on every row of a run, after the row's trades, as it was known on that row. docs/risk.md has the
// formulas. Notionals by row are BookExposure's and are not repeated here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/statistic.hpp"
#include "market/panel.hpp"
#include "replay/result.hpp"

namespace relval {

inline constexpr std::size_t kRiskWindow = 250;           // rows of history behind a VaR, where the config states none
inline constexpr double kMostRepricings = 50'000'000;     // beyond: month ends alone, with report.risk_by_day: auto

struct RiskColumn {
  std::string name, unit, meaning;
  std::string dimension = {};            // what the labels are: tenor, sector_l1 ..., rating; empty: one value a row
  std::vector<std::string> labels = {};
  std::vector<double> values = {};       // [row][label]; NaN where undefined
  bool summed_up = false;                // has a RiskLevel
};

// A column over the rows that close with a position and have a value.
struct RiskLevel {
  std::string name;
  Statistic average, largest, last;      // largest: of magnitude, the earlier where equal but for rounding
  std::size_t largest_row = 0, last_row = 0;
};

// Which rows have VaR and ES of the book.
enum class RowsWithTails { every_row, month_ends, none };
const char* name_of(RowsWithTails);

struct RiskByDay {
  bool asked = false;                    // report.risk_by_day is not none
  Status status = Status::too_few;       // of the book: ok, too_few (never held one), not_kept
  std::size_t window = 0;                // rows
  RowsWithTails tail_rows = RowsWithTails::none;  // month_ends: the last row of each, and the last with a position
  std::size_t rows_held = 0, last_held_row = 0;
  std::size_t rows_with_tails = 0;       // of those held
  std::vector<RiskColumn> columns;
  std::vector<RiskLevel> levels;
};

// market: nullptr, as in a summary without one: the columns of the book are NaN, status not_kept. pnl: by row.
RiskByDay risk_by_day(const RunResult&, const MarketData* market, std::span<const double> pnl);

const RiskLevel* find_level(const RiskByDay&, std::string_view name);    // nullptr where there is none
const RiskColumn* find_column(const RiskByDay&, std::string_view name);

}  // namespace relval
