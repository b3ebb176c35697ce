#include "market/import_reader.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace relval {
namespace {

int characters(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

CsvReader::CsvReader(const Path& file, const CsvFormat& format, ImportFaults& faults, WithoutHeader)
    : faults_(faults), file_(file.string()), format_(format) {
  ok_ = load(file);
}

CsvReader::CsvReader(const Path& file, const CsvFormat& format, ImportFaults& faults)
    : CsvReader(file, format, faults, WithoutHeader{}) {
  ok_ = ok_ && read_header();
}

bool CsvReader::load(const Path& file) {
  if (relval::exists(file) && relval::is_directory(file)) {
    faults_.structural({file_, 0, 0, {}}, "expected a CSV file, found a directory");
    return false;
  }
  if (!relval::exists(file)) {
    faults_.structural({file_, 0, 0, {}}, "no such file", "paths in an import spec are relative to the spec");
    return false;
  }
  bytes_ = read_file(file);
  if (bytes_.rfind("\xEF\xBB\xBF", 0) == 0) at_ = 3;
  if (!check_bytes()) return false;
  for (int skipped = 0; skipped < format_.skip_lines && at_ < bytes_.size(); ++skipped, ++next_line_) {
    at_ = std::min(bytes_.find('\n', at_), bytes_.size() - 1) + 1;
  }
  return true;
}

// Text in UTF-8 without a zero byte; else a fault at the first byte that is none.
bool CsvReader::check_bytes() {
  const bool utf16 = bytes_.rfind("\xFF\xFE", 0) == 0 || bytes_.rfind("\xFE\xFF", 0) == 0;
  const std::size_t good = utf8_length(bytes_), bad = std::min(good, bytes_.find('\0'));
  if (bad >= bytes_.size()) return true;
  const std::string_view before = std::string_view(bytes_).substr(0, bad);
  const std::size_t line_begin = before.find('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const Place place{file_, static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
                    characters(before.substr(line_begin)) + 1, {}};
  if (utf16) {
    faults_.structural({file_, 0, 0, {}}, "expected UTF-8 text, found UTF-16",
                       "convert it, for example: iconv -f UTF-16 -t UTF-8");
  } else if (bad < good) {
    faults_.structural(place, "expected text, found a zero byte", "is this a CSV file? it may be damaged, or UTF-16");
  } else {
    faults_.structural(place, format("expected UTF-8 text, found the byte 0x{:02x}",
                                     static_cast<unsigned>(static_cast<unsigned char>(bytes_[bad]))),
                       "convert the file, for example: iconv -f WINDOWS-1252 -t UTF-8");
  }
  return false;
}

std::optional<std::size_t> CsvReader::column(std::string_view name) const {
  const auto found = std::find(header_.begin(), header_.end(), name);
  if (found == header_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header_.begin());
}

std::string_view CsvReader::line_text() const {
  std::size_t end = bytes_.find_first_of("\r\n", record_begin_);
  if (end == std::string::npos) end = bytes_.size();
  return std::string_view(bytes_).substr(record_begin_, end - record_begin_);
}

// Columns of one line are asked for from left to right, so its characters are counted once.
int CsvReader::column_at(std::size_t byte) {
  counted_ += characters(std::string_view(bytes_).substr(counted_to_, byte - counted_to_));
  counted_to_ = byte;
  return 1 + counted_;
}

Place CsvReader::place() const { return {file_, line_, 0, std::string(line_text())}; }

Place CsvReader::place(std::size_t cell) const {
  return {file_, line_, cells_.at(cell).column, std::string(line_text())};
}

Place CsvReader::header_place(std::size_t cell) const {
  return {file_, header_line_, header_columns_.at(cell), header_text_};
}

bool CsvReader::read_header() {
  if (!read_record()) {
    faults_.structural({file_, 1, 0, {}}, "expected a header line, found an empty file");
    return false;
  }
  return take_header();
}

bool CsvReader::take_header() {
  header_line_ = line_;
  header_text_ = std::string(line_text());
  const std::size_t other = cells_.size() == 1 ? cells_[0].text.find_first_of(",;\t|") : std::string_view::npos;
  if (other != std::string_view::npos) {
    const char found = cells_[0].text[other];
    faults_.structural({file_, line_, 0, header_text_},
                       format("expected a header of cells separated by '{}', found one cell",
                              format_.delimiter == '\t' ? std::string("tab") : std::string(1, format_.delimiter)),
                       format("state the delimiter: csv: {{delimiter: {}}}",
                              found == '\t' ? std::string("tab") : "\"" + std::string(1, found) + "\""));
    return false;
  }
  std::map<std::string, std::size_t> seen;
  bool good = true;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    header_.emplace_back(cells_[i].text);
    header_columns_.push_back(cells_[i].column);
    if (header_.back().empty()) continue;  // an unnamed index column cannot be asked for, so it does no harm
    const auto [first, fresh] = seen.emplace(header_.back(), i);
    if (fresh) continue;
    faults_.structural(header_place(i), format("column '{}' stands twice in the header", header_.back()),
                       format("it is also cell {}; rename or remove one of them", first->second + 1));
    good = false;
  }
  return good;
}

bool CsvReader::next() { return read_line_of(header_.size()); }

bool CsvReader::read_filled_record() {
  while (read_record()) {
    if (std::any_of(cells_.begin(), cells_.end(), [](const CsvCell& cell) { return !cell.text.empty(); })) return true;
    blank_lines_.push_back(line_);
  }
  return false;
}

bool CsvReader::read_line_of(std::size_t cells) {
  while (read_filled_record()) {
    if (cells_.size() == cells) return true;
    faults_.cell(place(), {}, std::string(line_text()),
                 format("expected {} cells as in the header, found {}", cells, cells_.size()),
                 cells_.size() > cells ? "a delimiter inside a cell needs quotes around the cell" : "");
  }
  return false;
}

// The next record that is neither blank nor a comment; false at the end of the file. A broken quote is a fault.
bool CsvReader::read_record() {
  while (at_ < bytes_.size()) {
    record_begin_ = at_;
    line_ = next_line_;
    cells_.clear();
    unescaped_.clear();
    std::size_t end = bytes_.find('\n', at_);
    if (end == std::string::npos) end = bytes_.size();
    const std::string_view whole = trim(std::string_view(bytes_).substr(at_, end - at_));
    if (whole.empty() || (!format_.comment.empty() && whole.rfind(format_.comment, 0) == 0)) {
      at_ = std::min(end + 1, bytes_.size());
      ++next_line_;
      continue;
    }
    counted_to_ = at_;
    counted_ = 0;
    bool good = true;
    for (;;) {
      std::size_t begin = at_;
      while (begin < bytes_.size() && bytes_[begin] == ' ') ++begin;
      if (begin < bytes_.size() && bytes_[begin] == '"') {
        at_ = begin;
        good = quoted_cell() && good;
      } else {
        const char stops[] = {format_.delimiter, '\n', '\0'};
        std::size_t stop = bytes_.find_first_of(stops, at_);
        if (stop == std::string::npos) stop = bytes_.size();
        cells_.push_back({trim(std::string_view(bytes_).substr(at_, stop - at_)), column_at(begin)});
        at_ = stop;
      }
      if (at_ >= bytes_.size() || bytes_[at_] == '\n') break;
      ++at_;  // the delimiter
    }
    if (at_ < bytes_.size()) ++at_;
    ++next_line_;
    if (good) return true;
  }
  return false;
}

// at_ stands on the opening quote; afterwards on the delimiter or line end behind the cell.
bool CsvReader::quoted_cell() {
  const int column = column_at(at_);
  const Place opened{file_, line_, column, std::string(line_text())};
  const std::size_t begin = ++at_;
  bool doubled = false;
  for (;; at_ += 2, doubled = true) {
    at_ = bytes_.find('"', at_);
    if (at_ == std::string::npos) {
      at_ = bytes_.size();
      faults_.structural(opened, "a quote opens here and is never closed");
      return false;
    }
    if (at_ + 1 >= bytes_.size() || bytes_[at_ + 1] != '"') break;
  }
  const std::string_view raw = std::string_view(bytes_).substr(begin, at_ - begin);
  next_line_ += static_cast<int>(std::count(raw.begin(), raw.end(), '\n'));
  ++at_;
  if (doubled) {
    std::string& text = unescaped_.emplace_back();
    for (std::size_t i = 0; i < raw.size(); ++i) {
      text += raw[i];
      if (raw[i] == '"') ++i;
    }
    cells_.push_back({text, column});
  } else {
    cells_.push_back({raw, column});
  }
  while (at_ < bytes_.size() && (bytes_[at_] == ' ' || bytes_[at_] == '\r')) ++at_;
  if (at_ >= bytes_.size() || bytes_[at_] == format_.delimiter || bytes_[at_] == '\n') return true;
  faults_.cell(opened, {}, std::string(raw), "expected the end of the cell after its closing quote",
               "a quote inside a quoted cell is written twice");
  at_ = std::min(bytes_.find('\n', at_), bytes_.size());
  return false;
}

}  // namespace relval
