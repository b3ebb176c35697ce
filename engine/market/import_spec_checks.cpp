// What the keys of an import spec imply together: paths, formats, the form of each field, contradictions.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "market/import_preset.hpp"
#include "market/import_spec_tables.hpp"

namespace relval {
namespace {

void overlay(FileFormat& format, const FormatOptions& options) {
  if (options.delimiter) format.csv.delimiter = *options.delimiter;
  if (options.skip_lines > 0) format.csv.skip_lines = options.skip_lines;
  if (options.comment) format.csv.comment = *options.comment;
  if (options.thousands) format.thousands = *options.thousands;
  if (options.date_format) format.date_format = options.date_format->value;
  if (options.date_format) format.other_dates.clear();
  if (!options.na.empty()) format.na = options.na;
  if (options.weekend) format.weekend = *options.weekend;
  if (options.stamp) format.stamp = *options.stamp;
}

class Completer {
 public:
  Completer(ImportSpec& spec, Problems& problems)
      : spec_(spec), problems_(problems), folder_(spec.spec.parent_path()) {}

  void run() {
    spec_.store = folder_ / spec_.info.file.value;
    if (!spec_.info.file.value.empty() && spec_.store.extension() != ".h5") {
      problems_.add(spec_.info.file.place,
                    format("expected a file that ends in .h5, found '{}'", spec_.info.file.value));
    }
    dates();
    instruments();
    for (FieldSpec& field : spec_.fields) this->field(field);
    for (SeriesSpec& series : spec_.series) this->series(series);
    for (CurveSpec& curve : spec_.curves) this->curve(curve);
    series_names();
  }

 private:
  void fault(const Place& place, std::string what, std::string hint = {}) {
    problems_.add(place, std::move(what), std::move(hint));
  }

  void dates() {
    const auto& [options, from, to, grid] = spec_.dates;
    if (from && to && to->value < from->value) {
      fault(to->place, format("dates.to {} is before dates.from {}", to_iso(to->value), to_iso(from->value)));
    }
    if (grid && !find_field(grid->value)) {
      fault(grid->place, format("dates.grid: there is no field '{}'", grid->value),
            suggest(grid->value, field_names()));
    }
    if (options.weekend == Weekend::keep) weekend_fault(Place{spec_.spec.string(), 0, 0, {}});
  }

  void weekend_fault(const Place& place) {
    fault(place, "'weekend: keep' is for series only: a row of the store is a business day",
          "take error, drop or shift");
  }

  const FieldSpec* find_field(const std::string& name) const {
    for (const FieldSpec& field : spec_.fields) {
      if (field.name == name) return &field;
    }
    return nullptr;
  }
  std::vector<std::string> field_names() const {
    std::vector<std::string> names;
    for (const FieldSpec& field : spec_.fields) names.push_back(field.name);
    return names;
  }

  // otherwise: what happens to weekends where neither the spec nor the source says it.
  void source(FileSource& source, Weekend otherwise) {
    std::vector<PlacedText> files = source.files;
    if (source.file && !files.empty()) fault(source.place, "'file' and 'files' were both given", "keep one of them");
    if (source.file) files.insert(files.begin(), *source.file);
    for (const PlacedText& file : files) {
      source.paths.push_back({(folder_ / file.value).lexically_normal(), file.place});
    }
    source.format.weekend = otherwise;
    preset_format(source.preset, source.format);
    overlay(source.format, spec_.csv);
    FormatOptions dates = spec_.dates.options;
    if (otherwise == Weekend::keep) dates.weekend.reset(), dates.stamp.reset();
    overlay(source.format, dates);
    overlay(source.format, source.options);
    const FileFormat& form = source.format;
    if (!is_date_pattern(form.date_format)) {
      fault(source.options.date_format ? source.options.date_format->place : source.place,
            format("'{}' is no date format", form.date_format),
            "one year (%Y or %y), one month (%m or %b) and one day (%d), as in '%d/%m/%Y'");
    }
    const bool usable =
        form.thousands.empty() || (form.thousands.size() == 1 && form.thousands != "." && form.thousands != "-" &&
                                   (form.thousands[0] < '0' || form.thousands[0] > '9'));
    if (!usable) {
      fault(source.place, format("'{}' is no separator of thousands", form.thousands),
            "take ',' or ' ' or \"'\"; the decimal mark is always a point");
    }
    if (source.pattern && source.pattern->value.find("{id}") == std::string::npos) {
      fault(source.pattern->place, format("the pattern '{}' has no {{id}} in it", source.pattern->value),
            "write columns: \"{id}_spread\", or a section instrument: column");
    }
  }

  void field_source(FileSource& source, PresetUse use, const std::string& name) {
    this->source(source, Weekend::error);
    apply_preset(source, use, name, problems_);
    if (source.format.weekend == Weekend::keep) weekend_fault(source.place);
    const bool by_column = !source.columns.empty() || source.pattern;
    if (source.instrument && !source.value && source.value_names.empty())
      fault(source.instrument->place, "'instrument' needs 'value': the column of values");
    if (source.value && !source.instrument && source.instrument_names.empty())
      fault(source.value->place, "'value' needs 'instrument': the column of names");
    if (source.instrument && by_column) {
      fault(source.instrument->place, "'instrument' (a long file) and 'columns' (a wide file) were both given",
            "keep the one that the file has");
    }
    if (!source.names.empty() && !source.instrument) {
      fault(source.names.front().name.place, "'names' needs 'instrument': it is for long files",
            "for a wide file map instruments to columns under 'columns'");
    }
  }

  void field(FieldSpec& field) {
    const bool constants = field.constant || !field.constants.empty();
    const bool slope = field.slope.from || field.slope.along || field.slope.group;
    std::vector<std::string> forms;
    if (field.source.given()) forms.push_back("file");
    if (!field.sources.empty()) forms.push_back("sources");
    if (constants) forms.push_back("constant");
    if (field.from_instruments) forms.push_back("from_instruments");
    if (slope) forms.push_back("from/along");
    if (forms.size() != 1) {
      fault(field.place, format("field '{}' expects one source, found {}", field.name,
                                forms.empty() ? "none" : join(forms, " and ")),
            "one of: file, files, sources, constant and constants, from_instruments, from with along");
      return;
    }
    field.form = constants ? FieldForm::constant : field.from_instruments ? FieldForm::from_instruments
                 : slope   ? FieldForm::slope : FieldForm::files;
    if (field.source.given()) field.sources.push_back(field.source);
    for (FileSource& one : field.sources) {
      if (!one.given()) fault(one.place, format("a source of field '{}' names no file", field.name));
      field_source(one, PresetUse::field, field.name);
    }
    if (slope) slope_of(field);
    if (field.minus.given) minus(field);
    if (field.form == FieldForm::files) return;
    if (!field.source.columns.empty() || field.source.pattern || field.source.instrument ||
        !field.source.filters.empty() || field.source.preset != Preset::none) {
      fault(field.place, format("field '{}' takes no columns: it comes from no file", field.name));
    }
  }

  void minus(FieldSpec& field) {
    MinusSpec& minus = field.minus;
    if (field.form != FieldForm::files) {
      fault(minus.source.place, format("'minus' of field '{}' needs a file to be taken off from", field.name));
    }
    if (!minus.source.given()) fault(minus.source.place, format("'minus' of field '{}' names no file", field.name));
    field_source(minus.source, PresetUse::field, field.name);
    if (!field.sampling || !minus.sampling) {
      fault(field.sampling ? minus.source.place : field.place,
            format("a difference needs 'sampling' on both sides; {} of field '{}' does not state it",
                   field.sampling ? "'minus'" : "the first side", field.name),
            "point: a mark at a close. average: a mean over the row's period");
    } else if (*field.sampling != *minus.sampling && !field.allow_mixed_sampling) {
      fault(minus.source.place,
            format("field '{}' takes {} values off {} values", field.name, name_of(*minus.sampling),
                   name_of(*field.sampling)),
            "their difference moves where neither does; if that is meant: allow_mixed_sampling: true");
    }
  }

  void slope_of(FieldSpec& field) {
    if (!field.slope.from || !field.slope.along) {
      fault(field.place,
            format("a slope expects 'from' (the field) and 'along' (the tenors); field '{}' has one of them",
                   field.name));
      return;
    }
    const FieldSpec* from = find_field(field.slope.from->value);
    if (!from || from == &field) {
      fault(field.slope.from->place, format("there is no field '{}' to take the slope of", field.slope.from->value),
            suggest(field.slope.from->value, field_names()));
    } else if (from->slope.from) {
      fault(field.slope.from->place, format("field '{}' is itself a slope", from->name));
    }
  }

  void series(SeriesSpec& series) {
    FileSource& source = series.source;
    this->source(source, Weekend::keep);
    apply_preset(source, PresetUse::series, series.name, problems_);
    if (!source.given()) fault(series.place, format("series '{}' names no file", series.name));
    if (source.instrument || source.pattern || !source.names.empty()) {
      fault(series.place, format("series '{}' has no instruments", series.name), "name its column under 'value'");
    }
    if (source.value.has_value() == !source.columns.empty()) {
      fault(series.place, format("series '{}' expects either 'value' or 'columns', found {}", series.name,
                                 source.value ? "both" : "none"),
            "value: a column; columns: {name: column, ...} for several series from one file");
    }
    if (series.known_at.has_value() == series.lag_text.has_value()) {
      fault(series.place, format("series '{}' expects either 'known_at' or 'release_lag', found {}", series.name,
                                 series.known_at ? "both" : "none"),
            "without them a strategy would see the future; release_lag: 0d where a value is known on its own date");
    }
    if (!series.lag_text) return;
    const auto lag = parse_lag(series.lag_text->value);
    if (!lag) {
      fault(series.lag_text->place, format("'{}' is no lag", series.lag_text->value),
            "a number and d (days), b (weekdays), w (weeks) or m (months), as in 1d");
      return;
    }
    series.release_lag = *lag;
  }

  void series_names() {
    std::map<std::string, std::string> owner;
    for (const SeriesSpec& series : spec_.series) {
      std::vector<NamedColumn> names = series.source.columns;
      if (names.empty()) names.push_back({{series.name, series.place}, {}});
      for (const NamedColumn& one : names) {
        const auto [first, fresh] = owner.emplace(one.name.value, series.name);
        if (!fresh) {
          fault(one.name.place, format("series '{}' is already made under 'series.{}'", one.name.value, first->second));
        }
      }
    }
  }

  void curve(CurveSpec& curve) {
    if (curve.source.given() == !curve.nodes.empty()) {
      fault(curve.place, format("curve '{}' expects either 'file' or 'nodes', found {}", curve.currency,
                                curve.source.given() ? "both" : "none"));
    }
    field_source(curve.source, PresetUse::curve, curve.currency);
    if (curve.source.given() && curve.source.columns.empty()) {
      fault(curve.place, format("curve '{}' expects 'columns': days -> column, as in {{365: Z1Y}}", curve.currency));
    }
    std::vector<PlacedText> days;
    for (const NamedColumn& node : curve.source.columns) days.push_back(node.name);
    for (const NamedNumber& node : curve.nodes) days.push_back(node.name);
    std::int64_t before = 0;
    for (const PlacedText& node : days) {
      const auto value = parse_integer(node.value);
      if (!value || *value <= before || *value > 100'000) {
        fault(node.place, format("'{}' is no node of curve '{}'", node.value, curve.currency),
              "nodes are whole days from 1 on, each more than the one before");
      } else {
        before = *value;
      }
    }
  }

  void instruments() {
    InstrumentsSpec& all = spec_.instruments;
    all.source.place = all.place;
    source(all.source, Weekend::error);
    apply_preset(all.source, PresetUse::instruments, "instruments", problems_);
    if (all.source.preset != Preset::none && !all.source.given()) {
      fault(all.place, "'preset' of the instruments needs a file", "file: the export whose names are the instruments");
    }
    if (all.source.given() == !all.list.empty()) {
      fault(all.place,
            format("'instruments' expects either 'file' or 'list', found {}", all.source.given() ? "both" : "none"),
            "file: a CSV table with a column id; list: {ACME_5Y: {tenor_years: 5}, ...} or [ACME, BETA]");
    }
    for (const NamedColumn& value : all.defaults) {
      if (value.name.value == "id")
        fault(value.name.place, "'id' can have no default: it is what tells instruments apart");
    }
  }

  ImportSpec& spec_;
  Problems& problems_;
  Path folder_;
};

}  // namespace

std::optional<Lag> parse_lag(const std::string& text) {
  if (text.size() < 2 || std::string("dbwm").find(text.back()) == std::string::npos) return std::nullopt;
  const auto count = parse_integer(std::string_view(text).substr(0, text.size() - 1));
  if (!count || *count < 0 || *count > 10'000) return std::nullopt;
  return Lag{static_cast<int>(*count), text.back()};
}

Date later(Date from, Lag lag) {
  if (lag.unit == 'd') return {from.days + lag.count};
  if (lag.unit == 'w') return {from.days + 7 * lag.count};
  if (lag.unit == 'b') {
    Date date = from;
    for (int i = 0; i < lag.count; ++i) {
      ++date.days;
      while (is_weekend(date)) ++date.days;
    }
    return date;
  }
  const CivilDate start = civil(from);
  const int month = start.year * 12 + start.month - 1 + lag.count;
  const Date first = make_date(month / 12, month % 12 + 1, 1);
  return std::min(Date{first.days + start.day - 1}, month_end(first));
}

void complete(ImportSpec& spec, Problems& problems) { Completer(spec, problems).run(); }

}  // namespace relval
