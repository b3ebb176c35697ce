// Exogenous series out of files: a value at a date, and the date on which it became known.
#include <algorithm>

#include "base/numeric.hpp"
#include "base/text.hpp"
#include "market/import_build.hpp"
#include "market/import_preset.hpp"

namespace relval {
namespace {

struct Observation {
  Date date, known_at;
  double value = 0;  // NaN: the cell has no value
  std::string file;
  int line = 0, column = 0;
};

// All series of one entry of `series:`; they differ by their column only.
class SeriesBuilder {
 public:
  SeriesBuilder(const SeriesSpec& spec, MarketData& data, ImportLedger& ledger)
      : spec_(spec), data_(data), ledger_(ledger), faults_(ledger.faults) {
    names_ = spec.source.columns;
    if (names_.empty()) names_.push_back({{spec.name, spec.place}, *spec.source.value});
    observations_.resize(names_.size());
  }

  void run() {
    for (const Placed<Path>& path : spec_.source.paths) read(path);
    for (std::size_t i = 0; i < names_.size(); ++i) finish(names_[i], observations_[i]);
  }

 private:
  void read(const Placed<Path>& path) {
    const auto table = open_table(path.value, spec_.source, faults_);
    const auto named = table->ok() ? named_as(*table, spec_.source, faults_) : std::nullopt;
    if (!named) return;
    CsvReader& csv = *table;
    const auto date = date_column_of(csv, *named, faults_);
    const RowFilters filters(csv, spec_.source.filters, faults_);
    std::optional<std::size_t> known_at;
    if (spec_.known_at) known_at = column_of(csv, *spec_.known_at, faults_);
    std::vector<std::size_t> columns;
    for (const NamedColumn& one : names_) {
      if (const auto column = column_of(csv, one.column, faults_)) columns.push_back(*column);
    }
    if (!date || !filters.ok() || columns.size() < names_.size() || (spec_.known_at && !known_at)) return;
    while (csv.next()) {
      if (!filters.pass(csv.cells())) continue;
      const auto when = ledger_.date(csv, *date, spec_.source.format, nullptr);
      if (!when) continue;
      const auto known = known_at ? known_date(csv, *known_at, when->used) : later(when->used, spec_.release_lag);
      if (!known) continue;
      for (std::size_t i = 0; i < columns.size(); ++i) cell(csv, columns[i], when->used, *known, observations_[i]);
    }
    ledger_.note_blank_lines(csv);
  }

  std::optional<Date> known_date(const CsvReader& csv, std::size_t cell, Date date) {
    const std::string text(csv.cells()[cell].text);
    const auto known = written_date(text, spec_.source.format);
    if (!known) {
      faults_.cell(csv.place(cell), csv.header()[cell], text,
                   format("expected a date written as {}, found '{}'", date_forms(spec_.source.format), text),
                   "every value needs the date on which it became known");
    } else if (*known < date) {
      faults_.cell(csv.place(cell), csv.header()[cell], text,
                   format("known on {}, before its own date {}", to_iso(*known), to_iso(date)));
      return std::nullopt;
    }
    return known;
  }

  void cell(const CsvReader& csv, std::size_t column, Date date, Date known, std::vector<Observation>& out) {
    const std::string_view text = csv.cells()[column].text;
    const double scale = spec_.source.scale ? spec_.source.scale->value : 1;
    const CellValue value = parse_cell(text, spec_.source.format, *conversion({}, {}, scale));
    if (value.kind == CellKind::bad || value.kind == CellKind::infinite) {
      faults_.cell(csv.place(column), csv.header()[column], std::string(text),
                   value.kind == CellKind::bad ? format("expected a number, found '{}'", text)
                                               : format("'{}' is infinite; a value must be finite", text),
                   value.kind == CellKind::bad ? number_hint(text, spec_.source.format) : "");
      return;
    }
    out.push_back({date, known, value.kind == CellKind::missing ? kNaN : value.number, csv.file(), csv.line(),
                   csv.cells()[column].column});
  }

  void finish(const NamedColumn& name, std::vector<Observation>& all) {
    std::stable_sort(all.begin(), all.end(), [](const Observation& a, const Observation& b) {
      return a.date != b.date ? a.date < b.date : a.known_at < b.known_at;
    });
    Series& series = data_.series[name.name.value];
    series.name = name.name.value;
    series.unit = spec_.source.unit ? spec_.source.unit->value : "number";
    series.sampling = spec_.sampling;
    for (auto first = all.begin(); first != all.end();) {
      const auto last = std::find_if(first, all.end(), [&](const Observation& one) {
        return one.date != first->date || one.known_at != first->known_at;
      });
      add(series, name, {first, last});
      first = last;
    }
    if (series.dates.empty() && !ledger_.appending && faults_.problems().empty()) {
      faults_.structural(name.column.place, format("series '{}' has no value", series.name),
                         "no row passes 'where' and 'exclude', or every cell is empty");
    }
    ledger_.report.series.push_back({series.name, series.unit, series.dates.size(),
                                     series.dates.empty() ? Date{} : series.dates.front(),
                                     series.dates.empty() ? Date{} : series.dates.back()});
  }

  // Observations of one date and known_at.
  void add(Series& series, const NamedColumn& name, const std::vector<Observation>& same) {
    std::vector<Observation> have;
    std::copy_if(same.begin(), same.end(), std::back_inserter(have),
                 [](const Observation& o) { return o.value == o.value; });
    if (have.empty()) return;
    double value = have.back().value;
    if (spec_.aggregate == Aggregate::none) {
      for (std::size_t i = 1; i < have.size(); ++i) {
        if (have[i].value == have[0].value) {
          ++ledger_.report.repeated_values;
          continue;
        }
        const std::string what = format("a second value of series '{}' on {}; the first is at {}:{}", series.name,
                                        to_iso(have[i].date), have[0].file, have[0].line);
        faults_.cell(
            {have[i].file, have[i].line, have[i].column, {}}, name.column.value, exact(have[i].value), what,
            "several rows of a date become one with aggregate: sum, mean or last; a revision needs its own known_at");
      }
      value = have.front().value;
    } else if (spec_.aggregate != Aggregate::last) {
      if (have.size() < same.size()) {
        const auto gap =
            std::find_if(same.begin(), same.end(), [](const Observation& o) { return o.value != o.value; });
        faults_.structural({gap->file, gap->line, gap->column, {}},
                           format("a part of the {} of series '{}' on {} has no value",
                                  spec_.aggregate == Aggregate::sum ? "sum" : "mean", series.name, to_iso(gap->date)),
                           "fill it in, or leave the row out with 'exclude'");
      }
      CompensatedSum sum;
      for (const Observation& one : have) sum.add(one.value);
      value = spec_.aggregate == Aggregate::sum ? sum.value() : sum.value() / static_cast<double>(have.size());
    }
    series.dates.push_back(same.front().date);
    series.values.push_back(value);
    series.known_at.push_back(same.front().known_at);
  }

  const SeriesSpec& spec_;
  MarketData& data_;
  ImportLedger& ledger_;
  ImportFaults& faults_;
  std::vector<NamedColumn> names_;
  std::vector<std::vector<Observation>> observations_;
};

}  // namespace

void build_series(const ImportSpec& spec, MarketData& data, ImportLedger& ledger) {
  for (const SeriesSpec& series : spec.series) SeriesBuilder(series, data, ledger).run();
}

}  // namespace relval
