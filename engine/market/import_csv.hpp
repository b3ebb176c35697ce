// A market store out of CSV files, as an import spec describes them (docs/import.md). Missing stays missing: nothing is
// ever filled in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/files.hpp"
#include "market/import_faults.hpp"
#include "market/panel.hpp"

namespace relval {

// What an append found and added.
struct AppendCount {
  std::size_t rows_before = 0, rows_agreeing = 0, rows_added = 0, entries_added = 0;  // entries: of series
};

// What an import did.
struct ImportReport {
  struct FieldCount {
    std::string name, unit;
    std::size_t values = 0, missing = 0;  // of rows x instruments
  };
  struct SeriesCount {
    std::string name, unit;
    std::size_t entries = 0;
    Date first, last;
  };
  Path store;
  Path rejected;  // empty: on_fault is refuse
  std::optional<AppendCount> appended;
  std::size_t instruments = 0, rows = 0;
  Date first, last;
  std::vector<FieldCount> fields;
  std::vector<SeriesCount> series;
  std::vector<std::string> curves;
  std::size_t dates_stamped = 0;    // dates moved to the month's last business day
  std::size_t dates_shifted = 0;    // weekend dates moved to the Friday before
  std::size_t dates_dropped = 0;    // weekend dates left out
  std::size_t dates_outside = 0;    // before dates.from or after dates.to
  std::size_t dates_empty = 0;      // without a value of any instrument
  std::size_t dates_off_grid = 0;   // not dates of dates.grid
  std::size_t unpaired_values = 0;  // one side of a difference without the other
  std::size_t repeated_values = 0;  // written twice with the same value
  std::size_t quarantined = 0;      // lines and cells in rejected.csv
  std::size_t blank_lines = 0;      // lines of delimiters alone
  std::vector<std::string> questions;  // what the values make one ask, a line each; nothing is refused for it
};

struct Import {
  MarketData data;
  ImportReport report;
  std::vector<RejectedCell> rejected;
};

// Reads the spec and its files. Faults of the spec are Error(usage), of the files Error(data), each with all of them.
// append: the rows behind the last date of the store that is there are added to it; data are then the whole.
enum class ImportMode { whole, append };
Import read_import(const Path& spec, ImportMode = ImportMode::whole);

// The same, then writes the store, and with on_fault: quarantine rejected.csv beside it (its header alone where nothing
// was rejected). Nothing is written when there is a fault that refuses.
ImportReport import_csv(const Path& spec, ImportMode = ImportMode::whole);

// rejected.csv: file,line,column,value,reason.
std::string rejected_csv(const std::vector<RejectedCell>&);

// The report as a person reads it, a fact a line.
std::string render(const ImportReport&);

}  // namespace relval
