// A TABLE parameter's file: values by date and asset.
//   date,industrial,ORCL_5Y        or    date,asset,value        (notional or weight are as good as value)
//   2025-11-17,100000000,                2025-11-17,industrial,100000000
// Dates are YYYY-MM-DD. A blank cell states nothing. Lines that start with # are comments.
#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/files.hpp"
#include "base/problems.hpp"
#include "signals/dated_table.hpp"
#include "strategy/assets.hpp"

namespace relval {

// Values by date and asset that a CSV file states (a TABLE parameter). NaN: not stated.
struct InputTable : DatedTable {
  std::string parameter, unit;
  Path file;
  std::string sha256;              // of the file's bytes: part of the run's identity
  std::vector<int> lines;          // of each date, for messages
};

// The days a table may speak of: those of the store from `from` to `to`.
struct Calendar {
  const std::vector<Date>& dates;  // of the store
  Date from, to;
};

// Every fault goes to problems with its line and column: an asset or date that the run does not have, a number or date
// that is none, dates that do not increase (wide), a value stated twice (long), nothing stated at all.
InputTable read_table(const std::string& parameter, const std::string& unit, const Path& file, const AssetIndex&,
                 const Calendar&, Problems& problems);

}  // namespace relval
