#include "market/import_vendor_tables.hpp"

#include <algorithm>

#include "base/numeric.hpp"
#include "base/text.hpp"

namespace relval {
namespace {

constexpr int kHeaderWithin = 20;  // exports begin with a few lines of their own at most

constexpr const char* kDelimiter = "another delimiter? state it, as in delimiter: \";\"";

bool is_date_label(std::string_view cell) {
  const std::string word = lower(trim(cell));
  return word == "date" || word == "dates";
}

// "6M" and "0.5" for "Spread6m"; an empty name where the column is none of a tenor's.
std::pair<std::string, std::string> tenor_of(const std::string& column) {
  const std::string word = lower(column);
  if (word.rfind("spread", 0) != 0 || word.size() < 8) return {};
  const char unit = word.back();
  const auto count = parse_integer(std::string_view(word).substr(6, word.size() - 7));
  if (!count || *count < 1 || (unit != 'm' && unit != 'y')) return {};
  const double years = unit == 'y' ? static_cast<double>(*count) : static_cast<double>(*count) / 12;
  return {std::to_string(*count) + (unit == 'y' ? "Y" : "M"), exact(years)};
}

}  // namespace

BdhReader::BdhReader(const Path& file, const FileSource& source, ImportFaults& faults)
    : CsvReader(file, source.format.csv, faults, WithoutHeader{}) {
  ok_ = ok_ && find_header() && check_fields(source);
}

bool BdhReader::find_header() {
  std::vector<std::string> above;
  for (int i = 0; i < kHeaderWithin && read_record(); ++i) {
    const bool labels =
        std::any_of(cells_.begin(), cells_.end(), [](const CsvCell& cell) { return is_date_label(cell.text); });
    if (labels && i > 0) return make_columns(above);
    if (labels) {
      faults_.structural(place(), "expected the names of the securities in the line above the fields, found no line",
                         "a plain table with a column of dates needs no preset");
      return false;
    }
    above.clear();
    for (const CsvCell& cell : cells_) above.emplace_back(trim(cell.text));
  }
  faults_.structural({file(), 1, 0, {}},
                     format("expected a line of securities and below it a line of fields, each block beginning with "
                            "'Date' or 'Dates', found none in the first {} lines", kHeaderWithin),
                     format("export the blocks with their dates and headings\n{}", kDelimiter));
  return false;
}

bool BdhReader::make_columns(const std::vector<std::string>& securities) {
  header_line_ = line_;
  header_text_ = std::string(line_text());
  width_ = std::max(cells_.size(), securities.size());
  std::optional<std::size_t> date;
  std::string security;
  bool good = true;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const bool begins = is_date_label(cells_[i].text);
    if (begins) {
      date = i;
      security.clear();
    }
    if (i < securities.size() && !securities[i].empty()) security = securities[i];
    if (begins || cells_[i].text.empty()) continue;
    if (!date || security.empty()) {
      faults_.structural(place(i), date ? format("no security stands above '{}'", cells_[i].text)
                                        : format("expected 'Date' or 'Dates' at or before '{}'", cells_[i].text));
      good = false;
      continue;
    }
    columns_.push_back({i, *date, security, std::string(cells_[i].text)});
  }
  used_.assign(width_, false);
  for (const Column& one : columns_) used_[one.at] = used_[one.date] = true;
  header_ = {"date", "security", "field", "value"};
  header_columns_.assign(header_.size(), 0);
  next_ = columns_.size();
  if (good && columns_.empty()) faults_.structural(place(), "expected a field behind each column of dates, found none");
  return good && !columns_.empty();
}

// Which field is meant is said, or there is one only.
bool BdhReader::check_fields(const FileSource& source) {
  std::vector<std::string> fields;
  for (const Column& one : columns_) {
    if (std::find(fields.begin(), fields.end(), one.field) == fields.end()) fields.push_back(one.field);
  }
  bool good = true, chosen = false;
  for (const RowFilter& filter : source.filters) {
    if (filter.column.value != "field") continue;
    chosen = true;
    for (const PlacedText& value : filter.values) {
      if (std::find(fields.begin(), fields.end(), value.value) != fields.end()) continue;
      const std::string hint = nearest(value.value, fields) ? suggest(value.value, fields)
                                                            : format("it has {}", join(fields, ", "));
      faults_.structural(value.place, format("{} has no field '{}'", file(), value.value), hint);
      good = false;
    }
  }
  if (chosen || fields.size() == 1 || !source.value) return good;
  faults_.structural(source.place, format("{} has the fields {}; one of them is meant", file(), join(fields, ", ")),
                     format("say which: where: {{field: {}}}", fields.front()));
  return false;
}

// The next line as long as the header. Blocks end at their own last dates, so a line may be shorter.
bool BdhReader::take_record() {
  while (read_filled_record()) {
    bool good = true;
    for (std::size_t i = 0; i < cells_.size() && good; ++i) {
      if (cells_[i].text.empty() || (i < width_ && used_[i])) continue;
      faults_.cell(place(i), {}, std::string(cells_[i].text), format("'{}' stands below no field", cells_[i].text));
      good = false;
    }
    if (!good) continue;
    record_ = cells_;
    record_.resize(std::max(width_, record_.size()));
    next_ = 0;
    return true;
  }
  return false;
}

bool BdhReader::next() {
  for (;;) {
    for (; next_ < columns_.size(); ++next_) {
      const Column& column = columns_[next_];
      const CsvCell &date = record_[column.date], &value = record_[column.at];
      if (date.text.empty() && value.text.empty()) continue;
      if (date.text.empty()) {
        cells_ = record_;
        faults_.cell(place(column.at), column.field, std::string(value.text),
                     format("'{}' of {} has no date", value.text, column.security));
        continue;
      }
      cells_ = {date, {column.security, value.column}, {column.field, value.column}, value};
      ++next_;
      return true;
    }
    if (!take_record()) return false;
  }
}

MarkitReader::MarkitReader(const Path& file, const FileSource& source, ImportFaults& faults)
    : CsvReader(file, source.format.csv, faults, WithoutHeader{}) {
  ok_ = ok_ && find_header();
}

bool MarkitReader::find_header() {
  const std::vector<std::string> wanted = {"date", "ticker", "tier", "ccy", "docclause"};
  for (int i = 0; i < kHeaderWithin && read_record(); ++i) {
    std::vector<std::size_t> found;
    for (const std::string& name : wanted) {
      const auto at = std::find_if(cells_.begin(), cells_.end(),
                                   [&](const CsvCell& cell) { return lower(trim(cell.text)) == name; });
      if (at != cells_.end()) found.push_back(static_cast<std::size_t>(at - cells_.begin()));
    }
    if (found.size() < wanted.size()) continue;
    if (!take_header()) return false;
    ticker_ = found[1];
    key_ = {found[2], found[3], found[4]};
    width_ = header_.size();
    for (std::size_t k = 0; k < width_; ++k) {
      const auto [name, years] = tenor_of(header_[k]);
      if (!name.empty()) tenors_.push_back({k, name, years});
    }
    next_ = tenors_.size();
    if (tenors_.empty()) {
      faults_.structural(place(), "expected columns of spreads called as Spread6m or Spread5y, found none");
      return false;
    }
    for (const char* name : {"instrument", "tenor", "tenor_years", "spread"}) {
      header_.emplace_back(name);
      header_columns_.push_back(0);
    }
    return true;
  }
  faults_.structural({file(), 1, 0, {}},
                     format("expected a header with Date, Ticker, Tier, Ccy and DocClause, found none in "
                            "the first {} lines", kHeaderWithin),
                     kDelimiter);
  return false;
}

bool MarkitReader::next() {
  if (next_ >= tenors_.size()) {
    if (!read_line_of(width_)) return false;
    next_ = 0;
  }
  const Tenor& tenor = tenors_[next_++];
  cells_.resize(width_);
  instrument_ = std::string(trim(cells_[ticker_].text)) + " " + tenor.name;
  const CsvCell spread = cells_[tenor.at];
  for (const std::string_view text : {std::string_view(instrument_), std::string_view(tenor.name),
                                      std::string_view(tenor.years), spread.text}) {
    cells_.push_back({text, spread.column});
  }
  return true;
}

std::string MarkitReader::line_key() const { return std::string(trim(cells_[ticker_].text)); }

std::string MarkitReader::line_key_details() const {
  std::vector<std::string> parts;
  for (const std::size_t at : key_) parts.push_back(header_[at] + " " + std::string(cells_[at].text));
  return join(parts, ", ");
}

}  // namespace relval
