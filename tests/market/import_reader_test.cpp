#include "catch.hpp"
#include "import_scratch.hpp"
#include "market/import_reader.hpp"
#include "market/import_values.hpp"

using namespace relval;

namespace {

std::vector<std::vector<std::string>> lines_of(const std::string& text, ImportFaults& faults, CsvFormat format = {}) {
  ImportFolder folder;
  folder.write("a.csv", text);
  CsvReader csv(folder.file("a.csv"), format, faults);
  std::vector<std::vector<std::string>> out;
  if (!csv.ok()) return out;
  out.push_back(csv.header());
  while (csv.next()) {
    auto& line = out.emplace_back();
    for (const CsvCell& cell : csv.cells()) line.emplace_back(cell.text);
  }
  return out;
}

std::vector<std::vector<std::string>> good_lines(const std::string& text, CsvFormat format = {}) {
  ImportFaults faults(false);
  auto out = lines_of(text, faults, format);
  INFO(faults.problems().render());
  CHECK(faults.problems().empty());
  return out;
}

std::string first_fault(const std::string& text) {
  ImportFaults faults(false);
  lines_of(text, faults);
  if (faults.problems().empty()) return "";
  const Problem& p = faults.problems().list().front();
  return std::to_string(p.place.line) + ":" + std::to_string(p.place.column) + " " + p.what;
}

using Lines = std::vector<std::vector<std::string>>;

}  // namespace

TEST_CASE("a byte order mark, CRLF, blank lines and comments do not reach the cells") {
  CHECK(good_lines("\xEF\xBB\xBF# made by hand\r\ndate, A ,B\r\n\r\n2025-01-02,1,\r\n", {',', "#"}) ==
        Lines{{"date", "A", "B"}, {"2025-01-02", "1", ""}});
}

TEST_CASE("quoted cells hold delimiters, doubled quotes and line ends") {
  CHECK(good_lines("a,b\n\"x, y\",\"say \"\"so\"\"\"\n\"two\nlines\", \"z\" \n") ==
        Lines{{"a", "b"}, {"x, y", "say \"so\""}, {"two\nlines", "z"}});
}

TEST_CASE("the delimiter may be a semicolon or a tab") {
  CHECK(good_lines("a;b\n1,5;2\n", {';', ""}) == Lines{{"a", "b"}, {"1,5", "2"}});
  CHECK(good_lines("a\tb\n1\t\n", {'\t', ""}) == Lines{{"a", "b"}, {"1", ""}});
}

TEST_CASE("the last line needs no line end") {
  CHECK(good_lines("a,b\n1,2") == Lines{{"a", "b"}, {"1", "2"}});
  CHECK(good_lines("a,b\n1,") == Lines{{"a", "b"}, {"1", ""}});
}

TEST_CASE("lines of blank cells are passed over, whatever their number, and so are lines before the header") {
  CHECK(good_lines("a,b\n,\n1,2\n,,,\n") == Lines{{"a", "b"}, {"1", "2"}});
  CHECK(good_lines("Exported by X\n,\na,b\n1,2\n", {',', "", 2}) == Lines{{"a", "b"}, {"1", "2"}});
}

TEST_CASE("what is no CSV table is said with its place") {
  CHECK(first_fault("") == "1:0 expected a header line, found an empty file");
  CHECK(first_fault("a,b,a\n1,2,3\n") == "1:5 column 'a' stands twice in the header");
  CHECK(first_fault("a,b\n1,2\n1,2,3\n") == "3:0 expected 2 cells as in the header, found 3");
  CHECK(first_fault("a,b\n1\n") == "2:0 expected 2 cells as in the header, found 1");
  CHECK(first_fault("a,b\n1,\"2\n3,4\n") == "2:3 a quote opens here and is never closed");
  CHECK(first_fault("a,b\n1,\"2\"3\n") == "2:3 expected the end of the cell after its closing quote");
  CHECK(first_fault("a,b\n1,\xE4\n") == "2:3 expected UTF-8 text, found the byte 0xe4");
  CHECK(first_fault(std::string("a,b\n1,2\0\n", 9)) == "2:4 expected text, found a zero byte");
  CHECK(first_fault("a;b\n1;2\n") == "1:0 expected a header of cells separated by ',', found one cell");
  CHECK(first_fault(std::string("\xFF\xFE" "a\0", 4)) == "0:0 expected UTF-8 text, found UTF-16");
}

TEST_CASE("a column is counted in characters, a line after a quoted line end is the right one") {
  CHECK(first_fault("a,b\n\xC3\xA9\xC3\xA9,\"2\"3\n") == "2:4 expected the end of the cell after its closing quote");
  CHECK(first_fault("a,b\n\"x\ny\",2\n1\n") == "4:0 expected 2 cells as in the header, found 1");
}

TEST_CASE("a power of ten moves the point of the written number, so percent become whole basis points") {
  const Conversion percent = *conversion("percent", "bp", 1), decimal = *conversion("decimal", "bp", 1);
  CHECK(parse_cell("1.15", {}, percent).number == 115.0);  // 1.15 * 100 is 114.99999999999999
  CHECK(1.15 * 100 != 115.0);
  CHECK(parse_cell("0.0081", {}, decimal).number == 81.0);
  CHECK(parse_cell("8.1e-1", {}, percent).number == 81.0);
  CHECK(parse_cell("-0.55", {}, *conversion("%", "bp", 1)).number == -55.0);
  CHECK(parse_cell("0.71", {}, *conversion("", "years^2", 100)).number == 71.0);
  CHECK(parse_cell("2", {}, *conversion("", "bp", 2.5)).number == 5.0);
  CHECK(parse_cell("2", {}, *conversion("percent", "bp", 0.5)).number == 100.0);
  CHECK(percent.written(115) == "1.15");
}

TEST_CASE("a unit converts only where it can") {
  CHECK(conversion("bp", "fraction", 1)->apply(25) == 0.0025);
  CHECK(conversion("decimal", "percent", 1)->apply(0.05) == 5);
  CHECK(conversion("USD mn", "USD mn", 1)->apply(7) == 7);
  CHECK_FALSE(conversion("percent", "years", 1));
  CHECK_FALSE(conversion("bps", "bp", 1));
}

TEST_CASE("a cell is a plain decimal number or means no value") {
  const FileFormat plain;
  for (const char* text : {"", "  ", "NA", "N/A", "#N/A", "."}) {
    INFO(text);
    CHECK(parse_cell(text, plain, {}).kind == CellKind::missing);
  }
  for (const char* text : {"1,234.5", "12,5", "0x10", "010", "+1", "1 234", "nan", "abc", "5%", "1e999"}) {
    INFO(text);
    CHECK(parse_cell(text, plain, {}).kind == CellKind::bad);
  }
  for (const char* text : {"inf", "-inf", "Infinity"}) CHECK(parse_cell(text, plain, {}).kind == CellKind::infinite);
  CHECK(parse_cell("1e300", plain, *conversion("decimal", "bp", 1e9)).kind == CellKind::infinite);
}

TEST_CASE("thousands are read only in groups of three") {
  FileFormat format;
  format.thousands = ",";
  CHECK(parse_cell("1,234,567.5", format, {}).number == 1234567.5);
  CHECK(parse_cell("-1,234", format, {}).number == -1234);
  for (const char* text : {"12,34", "1,2345", "1.234,5", ",123"}) {
    INFO(text);
    CHECK(parse_cell(text, format, {}).kind == CellKind::bad);
  }
}

TEST_CASE("weekends and month stamps become rows of the calendar as the spec says") {
  FileFormat format;
  const std::string saturday = "2025-01-04";
  CHECK(parse_row_date(saturday, format, nullptr).fate == DateFate::weekend);
  format.weekend = Weekend::drop;
  CHECK(parse_row_date(saturday, format, nullptr).fate == DateFate::dropped);
  format.weekend = Weekend::shift;
  CHECK(to_iso(parse_row_date(saturday, format, nullptr).used) == "2025-01-03");
  format.stamp = Stamp::month_end;
  CHECK(to_iso(parse_row_date("2025-05-01", format, nullptr).used) == "2025-05-30");  // 31 May 2025 is a Saturday
  CHECK(parse_row_date("2025-02-30", format, nullptr).fate == DateFate::bad);
  format.date_format = "%d-%b-%y";
  CHECK(to_iso(parse_row_date("02-Jan-25", format, nullptr).used) == "2025-01-31");
}

TEST_CASE("a release lag counts days, weekdays, weeks or months") {
  const Date friday = make_date(2025, 1, 31);
  CHECK(to_iso(later(friday, *parse_lag("1d"))) == "2025-02-01");
  CHECK(to_iso(later(friday, *parse_lag("1b"))) == "2025-02-03");
  CHECK(to_iso(later(friday, *parse_lag("2w"))) == "2025-02-14");
  CHECK(to_iso(later(friday, *parse_lag("1m"))) == "2025-02-28");
  CHECK(to_iso(later(friday, *parse_lag("13m"))) == "2026-02-28");
  CHECK(later(friday, *parse_lag("0d")) == friday);
  for (const char* text : {"", "d", "1", "1y", "-1d", "1.5d", "99999d"}) CHECK_FALSE(parse_lag(text));
}
