// An import spec as its YAML states it; docs/import.md says what each key means. Every path is already relative to the
// spec's own folder.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/files.hpp"
#include "config/placed.hpp"
#include "market/import_reader.hpp"
#include "market/panel.hpp"

namespace relval {

enum class Weekend { error, drop, shift, keep };  // shift: to the Friday before
enum class Preset { none, fred, bloomberg_bdh, markit_cds, ice_index };  // whose export a file is
enum class Others { fault, ignore };              // columns or names that are no instrument's
enum class Stamp { as_is, month_end };            // month_end: to the last Monday-to-Friday day of the month

// How a file is written, as far as a section of the spec says so.
struct FormatOptions {
  std::optional<char> delimiter;
  std::optional<std::string> comment, thousands;
  std::optional<PlacedText> date_format;
  std::vector<std::string> na;
  int skip_lines = 0;
  std::optional<Weekend> weekend;
  std::optional<Stamp> stamp;
};
// The same, complete: the source's own options, else the spec's, else these.
struct FileFormat {
  CsvFormat csv;
  std::vector<std::string> na = {"NA", "N/A", "n/a", "#N/A", "#N/A N/A", "#N/A Field Not Applicable",
                                 "--", "."};  // and the empty cell
  std::string thousands;
  std::string date_format = "%Y-%m-%d";
  std::vector<std::string> other_dates;  // forms that a preset's files may have instead
  bool percent_sign = false;             // numbers are written 0.85%
  Weekend weekend = Weekend::error;
  Stamp stamp = Stamp::as_is;
};

struct RowFilter {  // rows whose cell is (keep) or is not (exclude) one of the values
  PlacedText column;
  std::vector<PlacedText> values;
  bool keep = true;
};
struct NamedColumn {
  PlacedText name;    // instrument, series, store column or days of a curve node
  PlacedText column;  // of the file
};
struct NamedNumber {
  PlacedText name;
  Placed<double> number;
};

// Numbers by date from one or more files of the same form: wide (a column per name) or long (date, name, value).
struct FileSource {
  Place place;
  Preset preset = Preset::none;
  std::vector<std::string> date_names, instrument_names, value_names;  // a preset's: one of them is the column
  std::optional<PlacedText> file;      // as written; `paths` holds one or many, relative to the spec
  std::vector<PlacedText> files;
  std::vector<Placed<Path>> paths;
  FormatOptions options;
  FileFormat format;
  std::optional<PlacedText> date;             // column; "date" where it is not given
  std::vector<NamedColumn> columns;           // wide: only these
  std::optional<PlacedText> pattern;          // wide: "{id}_oas"; neither of the two: columns are called as the names
  std::optional<PlacedText> instrument, value;  // long: columns. value alone: a series
  std::vector<NamedColumn> names;             // long: instrument -> what the file calls it
  std::optional<Others> others;               // columns or names that are nobody's; none: fault
  std::vector<RowFilter> filters;
  std::optional<PlacedText> unit;
  std::optional<Placed<double>> scale;
  std::string date_column() const { return date ? date->value : "date"; }
  bool given() const { return file || !files.empty(); }
};

struct MinusSpec {  // the second half of a difference
  FileSource source;
  std::optional<Sampling> sampling;
  bool given = false;
};
struct SlopeSpec {
  std::optional<PlacedText> from, along,
      group;  // field; number column; text column (none: all instruments are one curve)
};

enum class FieldForm { files, constant, from_instruments, slope };

// Exactly one form is filled in. unit and scale of constants stand in `source`.
struct FieldSpec {
  std::string name;
  Place place;
  FieldForm form = FieldForm::files;
  FileSource source;
  std::vector<FileSource> sources;  // several forms for one field; holds `source` where that is the form
  MinusSpec minus;
  std::optional<Placed<double>> constant;
  std::vector<NamedNumber> constants;
  std::optional<PlacedText> from_instruments;
  SlopeSpec slope;
  std::optional<Sampling> sampling;
  Quote quote = Quote::unstated;
  int knowledge_lag = 0;
  std::string composite;
  bool allow_mixed_sampling = false, accept_unusual = false;
};

struct Lag {  // calendar days, weekdays, weeks or calendar months
  int count = 0;
  char unit = 'd';  // d, b, w, m
};
std::optional<Lag> parse_lag(const std::string& text);  // "1d", "2b", "1m"
Date later(Date from, Lag);  // months keep the day of the month where it exists, else the month's last

enum class Aggregate { none, sum, mean, last };

struct SeriesSpec {
  std::string name;  // of the series, or of the family where source.columns names several
  Place place;
  FileSource source;
  Aggregate aggregate = Aggregate::none;
  Sampling sampling = Sampling::point;
  std::optional<PlacedText> known_at, lag_text;
  Lag release_lag;
};

enum class Compounding { unstated, continuous, annual };
struct CurveSpec {
  std::string currency;
  Place place;
  FileSource source;               // columns: node days -> column
  std::vector<NamedNumber> nodes;  // one curve for all dates
  Compounding compounding = Compounding::unstated;
};

struct InstrumentSpec {
  PlacedText id;
  std::vector<NamedColumn> values;  // store column -> value
};
struct InstrumentsSpec {
  Place place;
  FileSource source;                  // file, columns (store column -> file column), format
  std::vector<InstrumentSpec> list;
  std::vector<NamedColumn> defaults;  // store column -> value
  std::vector<PlacedText> numbers;    // columns of the user's own that hold numbers
};

struct StoreSpec {
  PlacedText file;
  std::string title, origin, licence, taxonomy;
  bool synthetic = false;
};
struct DatesSpec {
  FormatOptions options;             // format, weekend, stamp
  std::optional<Placed<Date>> from, to;  // rows of fields and curves outside are left out
  std::optional<PlacedText> grid;        // the field whose dates are the store's; none: the union over all fields
};

struct ImportSpec {
  Path spec, store;
  StoreSpec info;
  bool quarantine = false;
  FormatOptions csv;
  DatesSpec dates;
  InstrumentsSpec instruments;
  std::vector<FieldSpec> fields;
  std::vector<SeriesSpec> series;
  std::vector<CurveSpec> curves;
};

// Every fault of the spec at once as Error(usage).
ImportSpec read_import_spec(const Path& spec);

const char* name_of(Preset);

}  // namespace relval
