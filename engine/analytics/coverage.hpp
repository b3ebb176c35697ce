// How much of what was held had a quote, and what kind of marks they were.
#pragma once

#include <string>
#include <vector>

#include "replay/result.hpp"

namespace relval {

struct Coverage {
  std::size_t rows = 0, store_rows = 0, warm_up_rows = 0;
  Date first, last;                      // of the run
  std::size_t names = 0, names_held = 0; // of the universe
  std::size_t held_cells = 0, stale_cells = 0, break_cells = 0;  // name-rows held; without a quote; on a listed break
  std::size_t longest_stale_rows = 0;    // while held
  std::string longest_stale_name;        // empty when nothing was stale
  double catch_up_pnl = 0;               // P&L of the rows on which a quote came back, currency
  std::size_t longest_gap_days = 0;      // calendar days between two rows of the run
  Date longest_gap_from, longest_gap_to;
  std::vector<FieldInfo> fields;
};
Coverage summarise_coverage(const RunResult&);

}  // namespace relval
