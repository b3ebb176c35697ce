// Cells of a CSV file as numbers in the store's unit and as rows of the store's calendar.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "market/import_spec.hpp"

namespace relval {

// A power of ten is applied to the written decimal, not to the double: 1.15 percent becomes 115 bp, not
// 114.99999999999999.
struct Conversion {
  int decimals = 0;   // value x 10^decimals
  double factor = 1;  // then x factor
  double apply(double value) const;
  std::string written(double converted) const;  // the number as the file has it
};

// From the unit and scale of a source to a store's unit. unit: as written, empty = the store's. A unit that does not
// convert gives nothing; units_for() lists those that do.
std::optional<Conversion> conversion(std::string_view unit, std::string_view store_unit, double scale);
std::vector<std::string> units_for(std::string_view store_unit);

enum class CellKind { missing, number, infinite, bad };
struct CellValue {
  CellKind kind = CellKind::missing;
  double number = 0;
};
std::optional<Date> written_date(std::string_view text, const FileFormat&);
std::string date_forms(const FileFormat&);  // "%m/%d/%Y or %Y-%m-%d"
bool is_missing(std::string_view text, const FileFormat&);
CellValue parse_cell(std::string_view text, const FileFormat&, const Conversion&);
std::string number_hint(std::string_view text, const FileFormat&);  // what to do about a bad one

enum class DateFate { used, dropped, outside, bad, weekend };
struct RowDate {
  DateFate fate = DateFate::bad;
  Date written, used;  // as in the file; after stamp and weekend
};
// The spec's bounds make `outside`.
RowDate parse_row_date(std::string_view text, const FileFormat&, const DatesSpec* bounds);

}  // namespace relval
