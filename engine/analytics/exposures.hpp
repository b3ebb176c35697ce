// What was held, row by row and over the run.
#pragma once

#include <string>
#include <vector>

#include "replay/result.hpp"

namespace relval {

struct BookExposure {  // after the row's trades; currency
  double gross = 0, net = 0;                   // notional: sum of absolute values, signed sum
  double cs01_gross = 0, cs01_net = 0;         // per bp; net is the P&L of +1 bp
  double dts_gross = 0, dts_net = 0;           // N D s 1e-4; the P&L of +100 % of spread is minus the net
  double cs01_long = 0, cs01_short = 0;        // P&L of +1 bp of each side
  bool both_sides = false;
};
// One row; legs: [first, last) of the run's legs.
BookExposure book_exposure(const RunResult&, std::size_t row, std::size_t first_leg, std::size_t last_leg);
std::vector<BookExposure> book_exposures(const RunResult&);  // by row, all legs

struct Level {          // of a row's value while anything is held
  double average = 0;   // over the rows with a position
  double maximum = 0;   // the value of largest magnitude, with its sign
  double entry = 0;     // first row with a position
  double exit = 0;      // last row with a position
};

struct ExposureLevels {
  std::size_t rows_held = 0;  // rows that close with a position
  std::size_t entry_row = 0, exit_row = 0;
  Level gross, net, cs01_gross, cs01_net, dts_gross, dts_net;
};
struct ExposureSummary {
  ExposureLevels book;
  std::vector<std::pair<std::string, ExposureLevels>> legs;  // rows_held: of the leg itself
  double average_gross_all_rows = 0;       // flat rows too: the base of turnover
  double average_cs01_all_rows = 0;
  double average_cs01_larger_side = 0;     // rows held: mean of max(|long|, |short|), the CS01 of one side of a pair
  // Realised neutrality, over the rows with both sides held.
  std::size_t rows_both_sides = 0;
  double worst_net_share = 0;              // |net CS01| / gross CS01
  std::size_t worst_net_row = 0;
  std::size_t rows_beyond_tolerance = 0;   // with more than kNeutralTolerance
};
inline constexpr double kNeutralTolerance = 0.05;

ExposureSummary summarise_exposures(const RunResult&);

}  // namespace relval
