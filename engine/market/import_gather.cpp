#include "market/import_gather.hpp"

#include <algorithm>
#include <limits>

#include "base/numeric.hpp"
#include "base/text.hpp"
#include "market/import_preset.hpp"

namespace relval {
namespace {

constexpr std::size_t kNobody = std::numeric_limits<std::size_t>::max();

// "C" where the column is "C_spread" and the pattern "{id}_spread"; nothing where it does not fit.
std::optional<std::string> id_in(const std::string& column, const std::string& pattern) {
  const std::size_t at = pattern.find("{id}");
  const std::string before = pattern.substr(0, at), after = pattern.substr(at + 4);
  if (column.size() <= before.size() + after.size() || column.compare(0, before.size(), before) != 0 ||
      column.compare(column.size() - after.size(), after.size(), after) != 0) {
    return std::nullopt;
  }
  return column.substr(before.size(), column.size() - before.size() - after.size());
}

// Reads one file of one source into the rows.
class FileGatherer {
 public:
  FileGatherer(CsvReader& csv, const FileSource& source, int number, const std::vector<std::string>& ids,
               const std::map<std::string, std::size_t>& by_id, const Conversion& conversion, const DatesSpec& bounds,
               Gathered& out, ImportLedger& ledger)
      : csv_(csv), source_(source), number_(number), ids_(ids), by_id_(by_id), conversion_(conversion), bounds_(bounds),
        out_(out), ledger_(ledger), faults_(ledger.faults) {}

  void run() {
    const auto date = date_column_of(csv_, source_, faults_);
    const RowFilters filters(csv_, source_.filters, faults_);
    const bool columns = source_.instrument ? long_columns() : wide_columns(date.value_or(kNobody));
    if (!date || !filters.ok() || !columns) return;
    file_ = static_cast<int>(out_.files.size());
    out_.files.push_back(csv_.file());
    out_.headers.push_back(csv_.header());
    while (csv_.next()) {
      if (!filters.pass(csv_.cells())) continue;
      const auto when = ledger_.date(csv_, *date, source_.format, &bounds_);
      if (when) row(*when);
    }
    ledger_.note_blank_lines(csv_);
  }

 private:
  bool wide_columns(std::size_t date) {
    owner_.assign(csv_.header().size(), kNobody);
    if (!source_.columns.empty()) return mapped_columns();
    std::size_t found = 0;
    for (std::size_t i = 0; i < owner_.size(); ++i) {
      const std::string& name = csv_.header()[i];
      if (i == date || name.empty()) continue;
      const auto id = source_.pattern ? id_in(name, source_.pattern->value) : std::optional<std::string>(name);
      if (!id) continue;
      const auto known = by_id_.find(*id);
      if (known != by_id_.end()) {
        owner_[i] = known->second;
        ++found;
      } else if (source_.others != Others::ignore && !filtered(name)) {
        std::string hint = nearest(*id, ids_) ? suggest(*id, ids_) : "add it to the instruments";
        faults_.structural(csv_.header_place(i), format("'{}' is no instrument", *id),
                           hint + "\nor leave out what is not an instrument's: others: ignore");
      }
    }
    if (found > 0) return true;
    faults_.structural(source_.paths.front().place,
                       source_.pattern
                           ? format("no column of {} is called as '{}' says", csv_.file(), source_.pattern->value)
                           : format("no column of {} is called as an instrument", csv_.file()),
                       "its columns: " + join(some_columns(), ", "));
    return false;
  }

  bool filtered(const std::string& column) const {
    return std::any_of(source_.filters.begin(), source_.filters.end(),
                       [&](const RowFilter& filter) { return filter.column.value == column; });
  }

  std::vector<std::string> some_columns() const {
    std::vector<std::string> names(csv_.header().begin(),
                                   csv_.header().begin() + std::min<std::ptrdiff_t>(8, std::ssize(csv_.header())));
    if (names.size() < csv_.header().size()) names.push_back("...");
    return names;
  }

  bool mapped_columns() {
    bool good = true;
    for (const NamedColumn& one : source_.columns) {
      const auto known = by_id_.find(one.name.value);
      if (known == by_id_.end()) {
        faults_.structural(one.name.place, format("'{}' is no instrument", one.name.value),
                           suggest(one.name.value, ids_));
        good = false;
        continue;
      }
      const auto column = column_of(csv_, one.column, faults_);
      if (column && owner_[*column] != kNobody) {
        faults_.structural(one.column.place,
                           format("column '{}' is already {}'s", one.column.value, ids_[owner_[*column]]));
      }
      if (column) owner_[*column] = known->second;
      else good = false;
    }
    return good;
  }

  bool long_columns() {
    const auto name = column_of(csv_, *source_.instrument, faults_), value = column_of(csv_, *source_.value, faults_);
    bool good = name && value;
    for (const NamedColumn& one : source_.names) {
      const auto known = by_id_.find(one.name.value);
      if (known != by_id_.end()) {
        by_name_[one.column.value] = known->second;
        continue;
      }
      faults_.structural(one.name.place, format("'{}' is no instrument", one.name.value),
                         suggest(one.name.value, ids_));
      good = false;
    }
    if (!good) return false;
    name_ = *name;
    value_ = *value;
    return true;
  }

  void row(const RowDate& when) {
    auto [at, fresh] = out_.rows.try_emplace(when.used);
    GatheredRow& row = at->second;
    if (fresh) {
      row.values.assign(ids_.size(), kNaN);
      row.origins.assign(ids_.size(), {});
    } else if (row.source == number_ && row.written != when.written) {
      faults_.cell(
          csv_.place(), {}, to_iso(when.written),
          format("{} and {} both fall on {} here", to_iso(row.written), to_iso(when.written), to_iso(when.used)),
          "two rows of one date: which of them counts is yours to say; remove one");
      return;
    }
    row.source = number_;
    row.written = when.written;
    if (source_.instrument) return long_row(row, when.used);
    for (std::size_t i = 0; i < owner_.size(); ++i) {
      if (owner_[i] != kNobody) cell(row, when.used, i, owner_[i]);
    }
  }

  void long_row(GatheredRow& row, Date date) {
    const std::string name(trim(csv_.cells()[name_].text));
    const auto named = by_name_.find(name);
    const auto known = by_id_.find(name);
    if (named != by_name_.end() || known != by_id_.end()) {
      if (!only_line(date)) return;
      return cell(row, date, value_, named != by_name_.end() ? named->second : known->second);
    }
    if (source_.others == Others::ignore) return;
    faults_.cell(csv_.place(name_), source_.instrument->value, name, format("'{}' is no instrument", name),
                 (nearest(name, ids_) ? suggest(name, ids_)
                                      : std::string("add it to the instruments, or name it under 'names'")) +
                     "\nor leave out what is not an instrument's: others: ignore");
  }

  // False, and a fault, where another line said all there is of this name on this date.
  bool only_line(Date date) {
    const std::string key = csv_.line_key();
    if (key.empty()) return true;
    const auto [first, fresh] = lines_.try_emplace({date, key});
    if (fresh) first->second = {csv_.line(), csv_.line_key_details()};
    if (first->second.first == csv_.line()) return true;
    const std::string here = csv_.line_key_details();
    faults_.structural(csv_.place(), format("a second line of {} on {} ({}); the first is line {} ({})", key,
                                            to_iso(date), here, first->second.first, first->second.second),
                       here == first->second.second ? "remove one of them"
                                                    : "say which is meant with 'where', as in where: {Tier: SNRFOR, "
                                                      "Ccy: USD, DocClause: XR14}");
    return false;
  }

  void cell(GatheredRow& row, Date date, std::size_t column, std::size_t id) {
    const std::string_view text = csv_.cells()[column].text;
    const CellValue value = parse_cell(text, source_.format, conversion_);
    if (value.kind == CellKind::missing) return;
    if (value.kind != CellKind::number) {
      faults_.cell(csv_.place(column), csv_.header()[column], std::string(text),
                   value.kind == CellKind::infinite
                       ? format("'{}' is infinite; a value must be finite", text)
                       : format("expected a number, found '{}'", text),
                   value.kind == CellKind::bad ? number_hint(text, source_.format) : "");
      return;
    }
    Origin& origin = row.origins[id];
    if (origin.file == -1) {
      row.values[id] = value.number;
      origin = {file_, csv_.line(), csv_.cells()[column].column, static_cast<int>(column)};
    } else if (origin.file >= 0 && row.values[id] == value.number) {
      ++ledger_.report.repeated_values;
    } else {
      conflict(row, date, column, id);
    }
  }

  // Two values for one date and instrument: which is right cannot be known, so a quarantine takes both out.
  void conflict(GatheredRow& row, Date date, std::size_t column, std::size_t id) {
    Origin& origin = row.origins[id];
    const std::string text(csv_.cells()[column].text);
    if (origin.file == -2) {
      faults_.cell(csv_.place(column), csv_.header()[column], text,
                   format("another value for {} on {}", ids_[id], to_iso(date)));
      return;
    }
    const Place first = out_.place(origin);
    const std::string what = format("a second value for {} on {}: {} here, {} at {}:{}", ids_[id], to_iso(date), text,
                                    conversion_.written(row.values[id]), first.file, first.line);
    faults_.cell(csv_.place(column), csv_.header()[column], text, what, "remove the one that is wrong");
    if (!faults_.quarantine()) return;
    faults_.cell(first, out_.column(origin), conversion_.written(row.values[id]),
                 format("another value for {} on {} at {}:{}", ids_[id], to_iso(date), csv_.file(), csv_.line()));
    row.values[id] = kNaN;
    origin.file = -2;
  }

  CsvReader& csv_;
  const FileSource& source_;
  int number_;
  const std::vector<std::string>& ids_;
  const std::map<std::string, std::size_t>& by_id_;
  const Conversion& conversion_;
  const DatesSpec& bounds_;
  Gathered& out_;
  ImportLedger& ledger_;
  ImportFaults& faults_;
  int file_ = 0;
  std::vector<std::size_t> owner_;              // wide: instrument of each column
  std::map<std::string, std::size_t> by_name_;  // long: what the file calls an instrument
  std::size_t name_ = 0, value_ = 0;
  std::map<std::pair<Date, std::string>, std::pair<int, std::string>> lines_;  // of names by date: line, its details
};

// The forms in which the date could be written.
std::string date_hint(std::string_view text) {
  static constexpr const char* kForms[] = {"%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y",
                                           "%Y/%m/%d", "%Y%m%d",   "%d-%b-%Y", "%d-%b-%y", "%d %b %Y", "%d/%m/%y",
                                           "%m/%d/%y"};
  std::vector<std::string> fit;
  for (const char* form : kForms) {
    if (parse_date(trim(text), form)) fit.push_back(format("\"{}\"", form));
  }
  const std::string where = "with date_format (dates.format for all files)";
  if (fit.empty()) return "the date must exist; state another form " + where;
  return format("{} as {}: state {} {}", text, join(fit, " or "), fit.size() == 1 ? "it" : "which", where);
}

}  // namespace

std::optional<RowDate> ImportLedger::date(const CsvReader& csv, std::size_t cell, const FileFormat& form,
                                          const DatesSpec* bounds) {
  const std::string_view text = csv.cells()[cell].text;
  const RowDate when = parse_row_date(text, form, bounds);
  const std::pair<std::string, Date> noted(csv.file(), when.written);
  switch (when.fate) {
    case DateFate::bad:
      faults.cell(csv.place(cell), csv.header()[cell], std::string(text),
                  format("expected a date written as {}, found '{}'", date_forms(form), text), date_hint(text));
      return std::nullopt;
    case DateFate::weekend:
      faults.cell(csv.place(cell), csv.header()[cell], std::string(text),
                  format("{} is a {}", to_iso(when.written), weekday(when.used) == 6 ? "Saturday" : "Sunday"),
                  "weekend: shift moves it to the Friday before, weekend: drop leaves it out");
      return std::nullopt;
    case DateFate::dropped: dropped.insert(noted); return std::nullopt;
    case DateFate::outside: outside.insert(noted); return std::nullopt;
    case DateFate::used: break;
  }
  const Date mid = form.stamp == Stamp::month_end ? last_business_day(when.written) : when.written;
  if (mid != when.written) stamped.insert(noted);
  if (mid != when.used) shifted.insert(noted);
  return when;
}

Place Gathered::place(const Origin& origin) const {
  return {files.at(static_cast<std::size_t>(origin.file)), origin.line, origin.column, {}};
}

std::string Gathered::column(const Origin& origin) const {
  return headers.at(static_cast<std::size_t>(origin.file)).at(static_cast<std::size_t>(origin.cell));
}

std::optional<std::size_t> column_of(const CsvReader& csv, const PlacedText& column, ImportFaults& faults) {
  const auto found = csv.column(column.value);
  if (!found) {
    faults.structural(column.place, format("{} has no column '{}'", csv.file(), column.value),
                      suggest(column.value, csv.header()));
  }
  return found;
}

std::optional<std::size_t> date_column_of(const CsvReader& csv, const FileSource& source, ImportFaults& faults) {
  if (source.date) return column_of(csv, *source.date, faults);
  const auto found = csv.column("date");
  if (!found) {
    const auto near = std::find_if(csv.header().begin(), csv.header().end(),
                                   [](const std::string& name) { return lower(name) == "date"; });
    const std::string name = near == csv.header().end() ? "..." : *near;
    if (csv.header().size() == 1) {
      faults.structural(csv.header_place(0), format("{} has no column 'date', and its header is one cell", csv.file()),
                        "a line before the header? csv: {skip_lines: 1} leaves one out");
      return std::nullopt;
    }
    faults.structural(csv.header_place(0), format("{} has no column 'date'", csv.file()),
                      csv.header().front().empty()
                          ? "its first column has no name: call it date"
                          : format("name its column of dates with 'date: {}' in the source", name));
  }
  return found;
}

Conversion conversion_of(const FileSource& source, std::string_view store_unit, ImportFaults& faults) {
  const std::string unit = source.unit ? source.unit->value : std::string();
  const auto found = conversion(unit, store_unit, source.scale ? source.scale->value : 1);
  if (found) return *found;
  faults.structural(source.unit->place, format("the unit '{}' does not become '{}'", unit, store_unit),
                    suggest(unit, units_for(store_unit)) + "\nor leave 'unit' out and give the factor with 'scale'");
  return {};
}

RowFilters::RowFilters(const CsvReader& csv, const std::vector<RowFilter>& filters, ImportFaults& faults) {
  for (const RowFilter& filter : filters) {
    const auto column = column_of(csv, filter.column, faults);
    if (column) filters_.emplace_back(*column, &filter);
    else ok_ = false;
  }
}

bool RowFilters::pass(const std::vector<CsvCell>& cells) const {
  return std::all_of(filters_.begin(), filters_.end(), [&](const auto& one) {
    const std::string_view cell = trim(cells[one.first].text);
    const auto& values = one.second->values;
    const bool listed =
        std::any_of(values.begin(), values.end(), [&](const PlacedText& value) { return value.value == cell; });
    return listed == one.second->keep;
  });
}

void RowFilters::note(const std::vector<CsvCell>& cells, std::vector<std::set<std::string>>& met) const {
  constexpr std::size_t kShown = 8;
  met.resize(filters_.size());
  for (std::size_t k = 0; k < filters_.size(); ++k) {
    if (met[k].size() < kShown) met[k].emplace(trim(cells[filters_[k].first].text));
  }
}

Gathered gather(const std::vector<FileSource>& sources, const std::vector<std::string>& ids,
                std::string_view store_unit, const DatesSpec& bounds, ImportLedger& ledger) {
  std::map<std::string, std::size_t> by_id;
  for (std::size_t i = 0; i < ids.size(); ++i) by_id.emplace(ids[i], i);
  Gathered out;
  int number = 0;
  for (const FileSource& source : sources) {
    const Conversion conversion = conversion_of(source, store_unit, ledger.faults);
    for (const Placed<Path>& path : source.paths) {
      const auto csv = open_table(path.value, source, ledger.faults);
      const auto named = csv->ok() ? named_as(*csv, source, ledger.faults) : std::nullopt;
      if (named) FileGatherer(*csv, *named, number, ids, by_id, conversion, bounds, out, ledger).run();
    }
    ++number;
  }
  return out;
}

}  // namespace relval
