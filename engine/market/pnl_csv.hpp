// A P&L file: one line a period, a `date` column or none, P&L in currency. What `relval stats` reads.
#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/files.hpp"

namespace relval {

struct PnlFile {
  std::string file;
  std::vector<Date> dates;  // strictly increasing; empty where the file has no column `date`
  std::string column;
  std::vector<double> pnl;  // currency
  std::string benchmark_column;
  std::vector<double> benchmark;  // empty unless asked for
};

// column: empty takes `pnl`, then `total`, then the only one there is. Other columns are not looked at. A missing
// column, a gap, a text or a number that is not finite, a date that is no date, stands twice or goes back: Error(data)
// with all of them, each with its line.
PnlFile read_pnl_file(const Path& file, const std::string& column, const std::string& benchmark);

}  // namespace relval
