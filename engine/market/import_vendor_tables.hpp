// Two exports that are no plain tables, read as long ones: Bloomberg's BDH blocks and Markit's CDS composites. Private
// to the importer.
#pragma once

#include <string>
#include <vector>

#include "market/import_spec.hpp"

namespace relval {

// A block of columns for each security: its dates, then a column for each field. Read as date, security, field, value.
class BdhReader final : public CsvReader {
 public:
  BdhReader(const Path& file, const FileSource&, ImportFaults&);
  bool next() override;

 private:
  struct Column {
    std::size_t at, date;  // cells of a record
    std::string security, field;
  };
  bool find_header();
  bool make_columns(const std::vector<std::string>& securities);
  bool check_fields(const FileSource&);
  bool take_record();

  std::size_t width_ = 0, next_ = 0;
  std::vector<Column> columns_;
  std::vector<bool> used_;  // cells of a record that are a date or a value
  std::vector<CsvCell> record_;
};

// A line for each date and name, a column for each tenor. Read as the file's own columns and, for each tenor,
// instrument (ticker and tenor), tenor, tenor_years, spread.
class MarkitReader final : public CsvReader {
 public:
  MarkitReader(const Path& file, const FileSource&, ImportFaults&);
  bool next() override;
  std::string line_key() const override;
  std::string line_key_details() const override;

 private:
  struct Tenor {
    std::size_t at;
    std::string name, years;
  };
  bool find_header();

  std::size_t width_ = 0, next_ = 0, ticker_ = 0;
  std::vector<std::size_t> key_;
  std::vector<Tenor> tenors_;
  std::string instrument_;
};

}  // namespace relval
