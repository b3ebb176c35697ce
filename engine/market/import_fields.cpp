// Fields of a store: gathered from files, checked, laid on the store's rows; then constants and slopes.
#include <algorithm>
#include <map>

#include "base/numeric.hpp"
#include "base/text.hpp"
#include "market/fields.hpp"
#include "market/import_build.hpp"

namespace relval {
namespace {

bool present(double value) { return value == value; }

class FieldsBuilder {
 public:
  FieldsBuilder(const ImportSpec& spec, MarketData& data, ImportLedger& ledger)
      : spec_(spec), data_(data), ledger_(ledger), faults_(ledger.faults), ids_(data.instruments.id) {}

  void run() {
    std::map<std::string, Gathered> gathered;
    for (const FieldSpec& field : spec_.fields) {
      if (field.form != FieldForm::files) continue;
      Gathered& values = gathered[field.name];
      values = gather(field.sources, ids_, unit_of(field), spec_.dates, ledger_);
      if (field.minus.given) subtract(values, field);
      check_values(values, field);
    }
    lay_grid(gathered);
    for (const FieldSpec& field : spec_.fields) {
      if (field.form == FieldForm::files) panel_of(field) = spread_out(gathered[field.name]);
      else if (field.form == FieldForm::constant) constant(field);
      else if (field.form == FieldForm::from_instruments) from_instruments(field);
    }
    for (const FieldSpec& field : spec_.fields) {
      if (field.form == FieldForm::slope) slope(field);
    }
    check_marks();
    for (const FieldSpec& field : spec_.fields) count(field);
  }

 private:
  std::string unit_of(const FieldSpec& field) {
    if (const KnownField* known = find_known_field(field.name)) return std::string(known->unit);
    std::string unit;
    for (const FileSource& source : field.sources) {
      if (!source.unit) continue;
      if (!unit.empty() && unit != source.unit->value) {
        faults_.structural(source.unit->place,
                           format("field '{}' has two units: {} and {}", field.name, unit, source.unit->value),
                           "relval converts the fields it knows; of your own field all sources state the same unit");
      }
      unit = source.unit->value;
    }
    if (unit.empty() && field.source.unit) unit = field.source.unit->value;
    return unit.empty() ? "number" : unit;
  }

  // values -= the other side, where both have one.
  void subtract(Gathered& values, const FieldSpec& field) {
    const Gathered other = gather({field.minus.source}, ids_, unit_of(field), spec_.dates, ledger_);
    for (auto& [date, row] : values.rows) {
      const auto found = other.rows.find(date);
      for (std::size_t i = 0; i < ids_.size(); ++i) {
        const double off = found == other.rows.end() ? kNaN : found->second.values[i];
        if (present(row.values[i]) != present(off)) ++ledger_.report.unpaired_values;
        row.values[i] -= off;
      }
    }
    for (const auto& [date, row] : other.rows) {
      if (values.rows.count(date)) continue;
      ledger_.report.unpaired_values +=
          static_cast<std::size_t>(std::count_if(row.values.begin(), row.values.end(), present));
    }
  }

  // Values that are impossible, or look like another unit: one fault an instrument, or a rejected cell each.
  void check_values(Gathered& values, const FieldSpec& field) {
    const KnownField* known = find_known_field(field.name);
    if (!known) return;
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      check_instrument(values, field, *known, i, known->low, known->high, "possible",
                       "no unit makes it possible; is it a slip?");
      if (field.accept_unusual) continue;
      check_instrument(values, field, *known, i, known->ask_low, known->ask_high, "usual",
                       format("in another unit? state 'unit' (one of: {}); if it is right: accept_unusual: true",
                              join(units_for(known->unit), ", ")));
    }
  }

  void check_instrument(Gathered& values, const FieldSpec& field, const KnownField& known, std::size_t i, double low,
                        double high, const char* word, const std::string& hint) {
    std::size_t all = 0, odd = 0;
    Date first_date;
    const GatheredRow* first = nullptr;
    for (auto& [date, row] : values.rows) {
      const double value = row.values[i];
      if (!present(value)) continue;
      ++all;
      if (value >= low && value <= high) continue;
      if (faults_.quarantine()) {
        faults_.cell(
            values.place(row.origins[i]), values.column(row.origins[i]), exact(value),
            format("{} outside {} to {} {}, which is {}", field.name, exact(low), exact(high), known.unit, word));
        row.values[i] = kNaN;
      }
      if (odd++ == 0) {
        first = &row;
        first_date = date;
      }
    }
    if (!first || faults_.quarantine()) return;
    faults_.cell(
        values.place(first->origins[i]), {}, {},
        format("{} of {} on {} is {} {}; {} is {} to {} ({} of its {} values are outside)", field.name, ids_[i],
               to_iso(first_date), exact(first->values[i]), known.unit, word, exact(low), exact(high), odd, all),
        hint);
  }

  static bool empty(const GatheredRow& row) { return std::none_of(row.values.begin(), row.values.end(), present); }

  void lay_grid(const std::map<std::string, Gathered>& gathered) {
    std::map<Date, bool> dates;  // has a value
    for (const auto& [name, values] : gathered) {
      if (spec_.dates.grid && spec_.dates.grid->value != name) continue;
      for (const auto& [date, row] : values.rows) {
        bool& has = dates[date];
        has = has || !empty(row);
      }
    }
    for (const auto& [date, has] : dates) {
      if (has) {
        row_of_[date] = data_.dates.size();
        data_.dates.push_back(date);
      } else {
        ++ledger_.report.dates_empty;
      }
    }
    if (data_.dates.empty() && faults_.problems().empty()) {
      faults_.structural({spec_.spec.string(), 0, 0, {}},
                         "no file has a value on any date, so the store would have no row",
                         "fields of constants alone make no dates; check dates.from, dates.to and 'na'");
    }
  }

  Panel& panel_of(const FieldSpec& spec) {
    Field& field = data_.fields[spec.name];
    field.info.name = spec.name;
    field.info.unit = unit_of(spec);
    field.info.sampling = spec.sampling.value_or(Sampling::point);
    field.info.quote = spec.quote;
    field.info.knowledge_lag = spec.knowledge_lag;
    field.info.composite = spec.composite;
    field.panel = {data_.dates.size(), ids_.size(), std::vector<double>(data_.dates.size() * ids_.size(), kNaN)};
    return field.panel;
  }

  Panel spread_out(const Gathered& values) {
    Panel panel{data_.dates.size(), ids_.size(), std::vector<double>(data_.dates.size() * ids_.size(), kNaN)};
    for (const auto& [date, row] : values.rows) {
      const auto at = row_of_.find(date);
      if (at != row_of_.end()) std::copy(row.values.begin(), row.values.end(), panel.row(at->second));
      else if (!empty(row)) off_grid_.insert(date);
    }
    ledger_.report.dates_off_grid = off_grid_.size();
    return panel;
  }

  // One number an instrument, on every row. Its place is where the spec or the table states it.
  void fill(const FieldSpec& field, const std::vector<double>& by_name, const Place& place) {
    const KnownField* known = find_known_field(field.name);
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      const double value = by_name[i];
      if (!known || !present(value)) continue;
      const bool possible = value >= known->low && value <= known->high;
      if (possible && (field.accept_unusual || (value >= known->ask_low && value <= known->ask_high))) continue;
      faults_.structural(place,
                         format("{} of {} is {} {}; {} is {} to {}", field.name, ids_[i], exact(value), known->unit,
                                possible ? "usual" : "possible", exact(possible ? known->ask_low : known->low),
                                exact(possible ? known->ask_high : known->high)),
                         possible ? "in another unit? state 'unit'; if it is right: accept_unusual: true" : "");
    }
    Panel& panel = panel_of(field);
    for (std::size_t t = 0; t < panel.rows; ++t) std::copy(by_name.begin(), by_name.end(), panel.row(t));
  }

  void constant(const FieldSpec& field) {
    const Conversion to_store = conversion_of(field.source, unit_of(field), faults_);
    std::vector<double> by_name(ids_.size(), field.constant ? to_store.apply(field.constant->value) : kNaN);
    for (const NamedNumber& one : field.constants) {
      const auto at = data_.instruments.find(one.name.value);
      if (at) by_name[*at] = to_store.apply(one.number.value);
      else
        faults_.structural(one.name.place, format("'{}' is no instrument", one.name.value),
                           suggest(one.name.value, ids_));
    }
    fill(field, by_name, field.constant ? field.constant->place : field.place);
  }

  const std::vector<double>* number_column(const PlacedText& column) {
    const auto found = data_.instruments.number.find(column.value);
    if (found != data_.instruments.number.end()) return &found->second;
    std::vector<std::string> names;
    for (const auto& [name, values] : data_.instruments.number) names.push_back(name);
    const bool text = data_.instruments.text.count(column.value) > 0;
    faults_.structural(column.place,
                       text ? format("the instruments' column '{}' holds text", column.value)
                            : format("the instruments have no column '{}'", column.value),
                       text ? "list it under instruments.numbers" : suggest(column.value, names));
    return nullptr;
  }

  void from_instruments(const FieldSpec& field) {
    const Conversion to_store = conversion_of(field.source, unit_of(field), faults_);
    const std::vector<double>* column = number_column(*field.from_instruments);
    if (!column) return;
    std::vector<double> by_name;
    for (const double value : *column) by_name.push_back(present(value) ? to_store.apply(value) : kNaN);
    fill(field, by_name, field.from_instruments->place);
  }

  void slope(const FieldSpec& field) {
    const std::vector<double>* tenors = number_column(*field.slope.along);
    std::vector<std::string> group(ids_.size());
    if (field.slope.group) {
      const auto column = data_.instruments.text.find(field.slope.group->value);
      if (column != data_.instruments.text.end()) group = column->second;
      else
        faults_.structural(field.slope.group->place,
                           format("the instruments have no text column '{}'", field.slope.group->value));
    }
    if (!tenors) return;
    std::map<std::pair<std::string, double>, std::string> at;
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      if (!present((*tenors)[i])) continue;
      const auto [first, fresh] = at.emplace(std::pair(group[i], (*tenors)[i]), ids_[i]);
      if (fresh) continue;
      faults_.structural(
          field.slope.along->place,
          format("{} and {} have the same {} on one curve", first->second, ids_[i], field.slope.along->value),
          "tell curves apart with 'group: issuer' or another text column");
      return;
    }
    const auto from = data_.fields.find(field.slope.from->value);
    if (from == data_.fields.end()) return;  // it has a fault of its own
    Panel slopes = curve_slopes(from->second.panel, *tenors, group);
    const FieldInfo info = from->second.info;
    panel_of(field) = std::move(slopes);
    FieldInfo& own = data_.fields.at(field.name).info;
    own.sampling = info.sampling;
    own.quote = info.quote;
    own.knowledge_lag = std::max(own.knowledge_lag, info.knowledge_lag);
    if (!find_known_field(field.name)) own.unit = info.unit + "/year";
  }

  // Every instrument needs a value of what it is marked by.
  void check_marks() {
    if (ledger_.appending) return;            // the store has them
    if (!faults_.problems().empty()) return;  // follows from what was said already
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      const char* mark = data_.instruments.kind[i] == Kind::price ? "price" : "spread";
      const auto field = data_.fields.find(mark);
      if (field == data_.fields.end()) {
        faults_.structural(spec_.instruments.place, format("instruments of kind {} need a field '{}'",
                                                           name_of(data_.instruments.kind[i]), mark), near_field(mark));
        return;
      }
      const Panel& panel = field->second.panel;
      bool any = false;
      for (std::size_t t = 0; t < panel.rows && !any; ++t) any = present(panel.at(t, i));
      if (any) continue;
      faults_.structural(mark_place(mark), format("instrument '{}' has no value of {} on any date", ids_[i], mark),
                         "add its column or its rows, or take it off the instruments");
    }
  }

  // "did you mean" where a field is called nearly so.
  std::string near_field(const std::string& wanted) const {
    std::vector<std::string> names;
    for (const FieldSpec& field : spec_.fields) names.push_back(field.name);
    const auto near = nearest(wanted, names);
    return near ? format("is it the field '{}'? then call it {}", *near, wanted) : std::string();
  }

  Place mark_place(const std::string& name) const {
    const auto found =
        std::find_if(spec_.fields.begin(), spec_.fields.end(), [&](const auto& f) { return f.name == name; });
    return found == spec_.fields.end() ? spec_.instruments.place : found->place;
  }

  void count(const FieldSpec& spec) {
    const auto field = data_.fields.find(spec.name);
    if (field == data_.fields.end()) return;
    const auto& values = field->second.panel.values;
    const auto have = static_cast<std::size_t>(std::count_if(values.begin(), values.end(), present));
    ledger_.report.fields.push_back({spec.name, field->second.info.unit, have, values.size() - have});
  }

  const ImportSpec& spec_;
  MarketData& data_;
  ImportLedger& ledger_;
  ImportFaults& faults_;
  const std::vector<std::string>& ids_;
  std::map<Date, std::size_t> row_of_;
  std::set<Date> off_grid_;
};

}  // namespace

void build_fields(const ImportSpec& spec, MarketData& data, ImportLedger& ledger) {
  FieldsBuilder(spec, data, ledger).run();
  ledger.report.rows = data.dates.size();
  if (data.dates.empty()) return;
  ledger.report.first = data.dates.front();
  ledger.report.last = data.dates.back();
}

}  // namespace relval
