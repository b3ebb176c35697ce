// The instruments of a store out of a CSV table or out of the spec.
#include <algorithm>
#include <map>

#include "base/numeric.hpp"
#include "base/text.hpp"
#include "market/import_build.hpp"
#include "market/import_preset.hpp"

namespace relval {
namespace {

const std::vector<std::string> kTextColumns = {"id", "kind", "issuer", "parent", "sector_l1", "sector_l2", "sector_l3",
                                               "currency", "seniority", "maturity"};
const std::vector<std::string> kNumberColumns = {"tenor_years", "coupon", "recovery", "series", "version"};

bool listed(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

struct Row {
  PlacedText id;
  std::map<std::string, PlacedText> values;  // without those that are missing
};

class InstrumentsBuilder {
 public:
  InstrumentsBuilder(const InstrumentsSpec& spec, const DatesSpec& bounds, Instruments& out, ImportFaults& faults)
      : spec_(spec), bounds_(bounds), out_(out), faults_(faults) {}

  void run() {
    for (const NamedColumn& value : spec_.defaults) note(value.name);
    if (spec_.source.given()) {
      for (const Placed<Path>& path : spec_.source.paths) read(path);
    } else {
      for (const InstrumentSpec& one : spec_.list) from_list(one);
    }
    for (const PlacedText& column : spec_.numbers) {
      if (!listed(columns_, column.value)) {
        faults_.structural(column.place, format("no instrument has a column '{}'", column.value),
                           suggest(column.value, columns_));
      }
    }
    std::map<std::string, Place> seen;
    for (const Row& row : rows_) add(row, seen);
  }

 private:
  void note(const PlacedText& column) {
    if (!listed(columns_, column.value)) columns_.push_back(column.value);
  }

  void from_list(const InstrumentSpec& one) {
    Row row{one.id, {}};
    for (const NamedColumn& value : one.values) {
      note(value.name);
      if (value.name.value == "id") faults_.structural(value.name.place, "'id' is the name of the entry itself");
      row.values.emplace(value.name.value, value.column);
    }
    rows_.push_back(std::move(row));
  }

  // Instruments out of the vendor's file that holds their values: a row for each name, as the name's first line has it.
  void read_export(CsvReader& csv) {
    const auto named = named_as(csv, spec_.source, faults_);
    if (!named) return;
    const auto date = date_column_of(csv, *named, faults_);
    if (!date) return;
    if (spec_.source.preset == Preset::fred) {
      for (std::size_t i = 0; i < csv.header().size(); ++i) {
        if (i != *date && !csv.header()[i].empty()) rows_.push_back({{csv.header()[i], csv.header_place(i)}, {}});
      }
      return;
    }
    std::vector<std::pair<std::string, std::size_t>> columns;
    for (const NamedColumn& one : preset_instruments(*named)) {
      if (const auto at = column_of(csv, one.column, faults_)) columns.emplace_back(one.name.value, *at);
    }
    for (const auto& [name, at] : columns) {
      if (name != "id") note({name, csv.header_place(at)});
    }
    const RowFilters filters(csv, spec_.source.filters, faults_);
    if (!filters.ok()) return;
    const auto found = std::find_if(columns.begin(), columns.end(), [](const auto& one) { return one.first == "id"; });
    if (found == columns.end()) return;  // its column was not found, as a fault says
    const std::size_t id = found->second;
    const auto value = csv.column(preset_value(spec_.source.preset));
    std::vector<std::set<std::string>> met;
    while (csv.next()) {
      const bool outside = parse_row_date(csv.cells()[*date].text, named->format, &bounds_).fate != DateFate::used;
      const bool passes = filters.pass(csv.cells());
      if (!passes && rows_.empty()) filters.note(csv.cells(), met);
      if (outside || !passes) continue;  // what is wrong with a date the fields will say
      if (value && is_missing(csv.cells()[*value].text, named->format)) continue;
      if (ids_.insert(std::string(trim(csv.cells()[id].text))).second) rows_.push_back(row_of(csv, columns));
    }
    if (rows_.empty()) nothing_passes(csv, met);
  }

  void nothing_passes(const CsvReader& csv, const std::vector<std::set<std::string>>& met) {
    std::vector<std::string> columns;
    for (std::size_t k = 0; k < met.size(); ++k) {
      columns.push_back(format("its column {} has {}", spec_.source.filters[k].column.value,
                               join(std::vector<std::string>(met[k].begin(), met[k].end()), ", ")));
    }
    if (columns.empty()) return;  // it has no line at all
    faults_.structural(spec_.source.filters.front().column.place,
                       format("no line of {} passes 'where' and 'exclude'", csv.file()), join(columns, "\n"));
  }

  Row row_of(const CsvReader& csv, const std::vector<std::pair<std::string, std::size_t>>& columns) const {
    Row row;
    row.id.place = csv.place();
    for (const auto& [name, at] : columns) {
      const std::string_view cell = trim(csv.cells()[at].text);
      if (is_missing(cell, spec_.source.format)) continue;
      if (name == "id") row.id = {std::string(cell), csv.place(at)};
      else row.values[name] = {std::string(cell), csv.place(at)};
    }
    return row;
  }

  void read(const Placed<Path>& path) {
    const auto table = open_table(path.value, spec_.source, faults_);
    if (!table->ok()) return;
    CsvReader& csv = *table;
    if (spec_.source.preset != Preset::none) return read_export(csv);
    const RowFilters filters(csv, spec_.source.filters, faults_);
    if (!filters.ok()) return;
    std::vector<std::pair<std::string, std::size_t>> columns;
    for (const NamedColumn& one : spec_.source.columns) {
      if (const auto at = column_of(csv, one.column, faults_)) columns.emplace_back(one.name.value, *at);
    }
    for (std::size_t i = 0; spec_.source.columns.empty() && i < csv.header().size(); ++i) {
      if (!csv.header()[i].empty()) columns.emplace_back(csv.header()[i], i);
    }
    const bool has_id = std::any_of(columns.begin(), columns.end(), [](const auto& c) { return c.first == "id"; });
    if (!has_id) {
      faults_.structural(csv.header_place(0), format("{} has no column 'id'", csv.file()),
                         "say which column it is: columns: {id: ticker, ...}");
      return;
    }
    for (const auto& [name, at] : columns) {
      if (name != "id") note({name, csv.header_place(at)});
    }
    std::vector<std::set<std::string>> met;
    while (csv.next()) {
      if (!filters.pass(csv.cells())) filters.note(csv.cells(), met);
      else rows_.push_back(row_of(csv, columns));
    }
    if (rows_.empty()) nothing_passes(csv, met);
  }

  bool is_number(const std::string& column) const {
    const auto& own = spec_.numbers;
    return listed(kNumberColumns, column) ||
           std::any_of(own.begin(), own.end(), [&](const PlacedText& name) { return name.value == column; });
  }

  const PlacedText* value_of(const Row& row, const std::string& column) const {
    const auto own = row.values.find(column);
    if (own != row.values.end()) return &own->second;
    for (const NamedColumn& value : spec_.defaults) {
      if (value.name.value == column) return &value.column;
    }
    return nullptr;
  }

  void add(const Row& row, std::map<std::string, Place>& seen) {
    if (row.id.value.empty()) {
      faults_.structural(row.id.place, "an instrument without an id");
      return;
    }
    const auto [first, fresh] = seen.emplace(row.id.value, row.id.place);
    if (!fresh) {
      faults_.structural(row.id.place, format("instrument '{}' stands here a second time", row.id.value),
                         format("first at {}:{}", first->second.file, first->second.line));
      return;
    }
    out_.id.push_back(row.id.value);
    out_.kind.push_back(kind(row));
    for (const std::string& column : columns_) {
      if (column == "kind") continue;
      const PlacedText* value = value_of(row, column);
      if (is_number(column)) out_.number[column].push_back(number(column, value));
      else out_.text[column].push_back(value ? value->value : "");
    }
  }

  Kind kind(const Row& row) {
    const PlacedText* word = value_of(row, "kind");
    if (!word) {
      faults_.structural(row.id.place, format("instrument '{}' has no kind", row.id.value),
                         "for all at once: defaults: {kind: spread_index}");
      return Kind::spread_index;
    }
    const auto found = kind_from(word->value);
    if (!found) {
      faults_.structural(word->place, format("'{}' is not a kind of instrument", word->value),
                         suggest(word->value, {"spread_index", "price"}));
    }
    return found.value_or(Kind::spread_index);
  }

  double number(const std::string& column, const PlacedText* value) {
    if (!value) return kNaN;
    const auto number = parse_number(value->value);
    if (!number) {
      faults_.structural(value->place, format("expected a number for '{}', found '{}'", column, value->value));
    }
    return number.value_or(kNaN);
  }

  const InstrumentsSpec& spec_;
  const DatesSpec& bounds_;
  Instruments& out_;
  ImportFaults& faults_;
  std::vector<Row> rows_;
  std::set<std::string> ids_;         // of an export: those met
  std::vector<std::string> columns_;  // all but id, in the order met
};

}  // namespace

void build_instruments(const InstrumentsSpec& spec, const DatesSpec& bounds, MarketData& data, ImportLedger& ledger) {
  InstrumentsBuilder(spec, bounds, data.instruments, ledger.faults).run();
  if (data.instruments.size() == 0 && ledger.faults.problems().empty()) {
    ledger.faults.structural(spec.place, "there is no instrument");
  }
  ledger.report.instruments = data.instruments.size();
}

}  // namespace relval
