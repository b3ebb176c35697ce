// Values of the instruments by date, collected from files before the store's rows are known. Private to the importer.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "market/import_csv.hpp"
#include "market/import_values.hpp"

namespace relval {

// What one import collects beside the values.
struct ImportLedger {
  explicit ImportLedger(bool quarantine) : faults(quarantine) {}
  ImportFaults faults;
  ImportReport report;
  bool appending = false;  // a name or a series need not have a value among the rows that are added
  std::set<std::pair<std::string, Date>> stamped, shifted, dropped, outside;  // by file: files are read once a field
  std::set<std::pair<std::string, int>> blank;  // lines of blank cells

  // To be called when a file was read to its end.
  void note_blank_lines(const CsvReader& csv) {
    for (const int line : csv.blank_lines()) blank.emplace(csv.file(), line);
  }
  // The date of a row, noted here; nothing where the row is left out or the date is a fault.
  std::optional<RowDate> date(const CsvReader&, std::size_t cell, const FileFormat&, const DatesSpec* bounds);
};

struct Origin {
  int file = -1, line = 0, column = 0;  // file: into Gathered::files; -1 = no value yet, -2 = rejected
  int cell = 0;
};
struct GatheredRow {
  Date written;    // of the last line that fell here
  int source = 0;  // and its source
  std::vector<double> values;
  std::vector<Origin> origins;
};
struct Gathered {
  std::vector<std::string> files;
  std::vector<std::vector<std::string>> headers;  // of each file
  std::map<Date, GatheredRow> rows;
  Place place(const Origin&) const;
  std::string column(const Origin&) const;
};

// Reads all files of the sources. store_unit: what values are converted to.
Gathered gather(const std::vector<FileSource>& sources, const std::vector<std::string>& ids,
                std::string_view store_unit, const DatesSpec& bounds, ImportLedger&);

// The conversion of a source, or a fault.
Conversion conversion_of(const FileSource&, std::string_view store_unit, ImportFaults&);
// The position of a column of the file; a fault at its place in the spec where there is none.
std::optional<std::size_t> column_of(const CsvReader&, const PlacedText& column, ImportFaults&);
std::optional<std::size_t> date_column_of(const CsvReader&, const FileSource&, ImportFaults&);

// The rows that a source's `where` and `exclude` let through.
class RowFilters {
 public:
  RowFilters(const CsvReader&, const std::vector<RowFilter>&, ImportFaults&);
  bool ok() const noexcept { return ok_; }
  bool pass(const std::vector<CsvCell>&) const;
  // Some of what the filters' columns hold, one set for each filter, for messages.
  void note(const std::vector<CsvCell>&, std::vector<std::set<std::string>>& met) const;

 private:
  std::vector<std::pair<std::size_t, const RowFilter*>> filters_;
  bool ok_ = true;
};

}  // namespace relval
