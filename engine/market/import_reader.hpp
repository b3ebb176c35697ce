// CSV as vendors export it: quoted cells (RFC 4180), a byte order mark, CRLF, comment lines, any single delimiter.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.hpp"
#include "market/import_faults.hpp"

namespace relval {

struct CsvFormat {
  char delimiter = ',';
  std::string comment;  // lines that start with it are skipped; empty = there are none
  int skip_lines = 0;   // lines before the header, whatever is in them
};

struct CsvCell {
  std::string_view text;  // without quotes and the spaces around; valid until the next call of next()
  int column = 0;         // character position in its line, from 1
};

// One file, read once from top to bottom. The first line that is neither blank nor a comment is the header.
class CsvReader {
 public:
  // A file that is empty, not UTF-8 or whose header repeats a column is a structural fault: ok() is false then.
  CsvReader(const Path& file, const CsvFormat&, ImportFaults&);
  virtual ~CsvReader() = default;
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  bool ok() const noexcept { return ok_; }
  const std::string& file() const noexcept { return file_; }
  const std::vector<std::string>& header() const noexcept { return header_; }
  std::optional<std::size_t> column(std::string_view name) const;

  // Moves to the next line that has as many cells as the header; lines that do not are faults and are passed over.
  // Lines whose cells are all blank are passed over without one.
  virtual bool next();
  const std::vector<CsvCell>& cells() const noexcept { return cells_; }
  int line() const noexcept { return line_; }
  const std::vector<int>& blank_lines() const noexcept { return blank_lines_; }  // passed over so far

  Place place() const;                       // of the current line
  Place place(std::size_t cell) const;       // of one of its cells
  Place header_place(std::size_t cell) const;

  // Where one line holds all that a file may say of one name on a date: the name, and what tells such lines apart.
  virtual std::string line_key() const { return {}; }
  virtual std::string line_key_details() const { return {}; }

 protected:
  // For a vendor's file that is read as a table it does not hold literally: the bytes are loaded, and the header is the
  // derived reader's to make.
  struct WithoutHeader {};
  CsvReader(const Path& file, const CsvFormat&, ImportFaults&, WithoutHeader);
  bool read_record();   // the next record that is neither blank nor a comment, into cells_
  bool read_filled_record();           // ... and has a cell with a text; others are noted as blank lines
  bool read_line_of(std::size_t cells);  // ... and has so many cells; others are faults
  bool take_header();   // the record just read becomes the header
  std::string_view line_text() const;

  ImportFaults& faults_;
  bool ok_ = false;
  int line_ = 0, header_line_ = 0;
  std::vector<CsvCell> cells_;
  std::vector<int> blank_lines_;
  std::vector<std::string> header_;
  std::vector<int> header_columns_;
  std::string header_text_;

 private:
  bool load(const Path& file);
  bool quoted_cell();
  int column_at(std::size_t byte);
  bool read_header();
  bool check_bytes();

  std::string file_, bytes_;
  CsvFormat format_;
  std::size_t at_ = 0, record_begin_ = 0;
  std::size_t counted_to_ = 0;
  int counted_ = 0;
  int next_line_ = 1;
  std::deque<std::string> unescaped_;  // cells with doubled quotes, of the current line
};

}  // namespace relval
