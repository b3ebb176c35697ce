#include "market/import_preset.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "market/fields.hpp"
#include "market/import_vendor_tables.hpp"

namespace relval {
namespace {

using Names = std::vector<std::string>;

const Names kIceDates = {"Date", "As of Date", "Index Date", "Calc Date"};
const Names kIceIndices = {"Index", "Index ID", "Index Code", "Bond Index", "Index Ticker", "Ticker"};

// What the columns of an index file are called that holds these fields.
struct IceColumn {
  const char* field;
  Names names;
  const char* unit;
};
const std::vector<IceColumn>& ice_columns() {
  static const std::vector<IceColumn> columns = {
      {"spread", {"OAS", "Option Adjusted Spread"}, "bp"},
      {"duration", {"Effective Duration", "Eff Dur", "Effective Dur"}, "years"},
      {"price", {"Total Return Index Value", "TRR Index Val LOC", "TR Index Value", "Total Return Index"}, "price"},
      {"yield", {"Effective Yield", "Eff Yield", "Eff Yld"}, "percent"},
  };
  return columns;
}

PlacedText word(const char* text, const FileSource& source) { return {text, source.place}; }

void long_table(FileSource& source, PresetUse use, const char* date, const char* instrument, const char* value) {
  if (!source.date) source.date_names = {date};
  if (use == PresetUse::instruments) return;
  if (!source.value && source.columns.empty()) source.value = word(value, source);
  if (use == PresetUse::field && !source.instrument) source.instrument = word(instrument, source);
}

void fred(FileSource& source, PresetUse use, const std::string& name) {
  if (!source.date) source.date_names = {"observation_date", "DATE"};
  if (use == PresetUse::series && !source.value && source.columns.empty()) source.value = word(name.c_str(), source);
  if (source.unit || source.scale) return;  // a scale alone is meant for the numbers as they are
  const KnownField* known = use == PresetUse::field ? find_known_field(name) : nullptr;
  const bool rate = known && (known->unit == "bp" || known->unit == "bp/year" || known->unit == "percent");
  if (rate || use == PresetUse::curve) source.unit = word("percent", source);
}

void markit_cds(FileSource& source, PresetUse use) {
  long_table(source, use, "Date", "instrument", "spread");
  if (source.unit || use != PresetUse::field) return;
  source.unit = word("percent", source);
  source.format.percent_sign = true;
}

void ice_index(FileSource& source, PresetUse use, const std::string& name, Problems& problems) {
  if (!source.date) source.date_names = kIceDates;
  if (!source.instrument && use != PresetUse::series) source.instrument_names = kIceIndices;
  if (use != PresetUse::field || source.value) return;
  const auto& all = ice_columns();
  const auto found = std::find_if(all.begin(), all.end(), [&](const IceColumn& one) { return one.field == name; });
  if (found == all.end()) {
    problems.add(source.place, format("'preset: ice_index' knows no column of field '{}'", name),
                 "name the file's column: value: ...");
    return;
  }
  source.value_names = found->names;
  if (!source.unit && !source.scale) source.unit = word(found->unit, source);
}

// Letters and digits alone, so that 'Eff. Duration' and 'eff duration' are one.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : lower(text)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  }
  return out;
}

bool choose(const CsvReader& csv, const Names& names, const char* what, std::optional<PlacedText>& into,
            const Place& place, ImportFaults& faults) {
  if (names.empty()) return true;
  for (const std::string& name : names) {
    for (const std::string& column : csv.header()) {
      if (plain(column) != plain(name)) continue;
      into = PlacedText{column, place};
      return true;
    }
  }
  Place at = csv.header_place(0);
  at.column = 0;
  faults.structural(at, format("expected a column called {}, found {}", join(names, " or "), join(csv.header(), ", ")),
                    format("say which it is: {}: ...", what));
  return false;
}

}  // namespace

void preset_format(Preset preset, FileFormat& form) {
  if (preset == Preset::none || preset == Preset::fred) return;  // %Y-%m-%d
  form.other_dates = {"%m/%d/%Y"};
  if (preset == Preset::bloomberg_bdh) return;
  form.other_dates.insert(form.other_dates.end(), {"%d-%b-%y", "%d-%b-%Y", "%Y%m%d"});
}

void apply_preset(FileSource& source, PresetUse use, const std::string& name, Problems& problems) {
  if (source.preset == Preset::none) return;
  const char* preset = name_of(source.preset);
  const bool wide = source.preset == Preset::fred;
  const bool by_column = !source.columns.empty() || source.pattern;
  if (!wide && use == PresetUse::field && by_column) {
    problems.add(source.place, format("'preset: {}' reads a long table, and 'columns' are of wide files", preset),
                 "what the file calls an instrument: names: {instrument: name}");
    source.columns.clear();
    source.pattern.reset();
  }
  if (wide && source.instrument) {
    problems.add(source.instrument->place, "'preset: fred' reads a wide file, and 'instrument' is of long files",
                 "what the file calls an instrument: columns: {instrument: column}");
  }
  if (use == PresetUse::instruments && wide && by_column) {
    problems.add(source.place, "the instruments of 'preset: fred' are its columns and have no others",
                 "say what they share under 'defaults', or list the instruments");
  }
  if (use == PresetUse::curve && !wide) {
    problems.add(source.place, format("a curve cannot be read with 'preset: {}'", preset), "take fred, or none");
  }
  if (!source.others) source.others = Others::ignore;  // such a file was not made for this spec
  switch (source.preset) {
    case Preset::none: break;
    case Preset::fred: return fred(source, use, name);
    case Preset::bloomberg_bdh: return long_table(source, use, "date", "security", "value");
    case Preset::markit_cds: return markit_cds(source, use);
    case Preset::ice_index: return ice_index(source, use, name, problems);
  }
}

std::vector<NamedColumn> preset_instruments(const FileSource& source) {
  std::vector<NamedColumn> columns = source.columns;
  const auto add = [&](const char* name, const std::string& column) {
    const auto same = [&](const NamedColumn& one) { return one.name.value == name; };
    if (std::any_of(columns.begin(), columns.end(), same)) return;
    columns.push_back({{name, source.place}, {column, source.place}});
  };
  if (source.preset == Preset::bloomberg_bdh) add("id", "security");
  if (source.preset == Preset::ice_index) add("id", source.instrument->value);
  if (source.preset != Preset::markit_cds) return columns;
  const std::pair<const char*, const char*> markit[] = {{"id", "instrument"}, {"issuer", "ShortName"},
                                                        {"currency", "Ccy"},  {"seniority", "Tier"},
                                                        {"tenor_years", "tenor_years"}};
  for (const auto& [name, column] : markit) add(name, column);
  return columns;
}

const char* preset_value(Preset preset) {
  return preset == Preset::bloomberg_bdh ? "value" : preset == Preset::markit_cds ? "spread" : "";
}

std::unique_ptr<CsvReader> open_table(const Path& file, const FileSource& source, ImportFaults& faults) {
  switch (source.preset) {
    case Preset::none:
    case Preset::fred: break;
    case Preset::bloomberg_bdh: return std::make_unique<BdhReader>(file, source, faults);
    case Preset::markit_cds: return std::make_unique<MarkitReader>(file, source, faults);
    case Preset::ice_index: break;
  }
  return std::make_unique<CsvReader>(file, source.format.csv, faults);
}

std::optional<FileSource> named_as(const CsvReader& csv, const FileSource& source, ImportFaults& faults) {
  FileSource out = source;
  const bool date = choose(csv, source.date_names, "date", out.date, source.place, faults);
  const bool instrument = choose(csv, source.instrument_names, "instrument", out.instrument, source.place, faults);
  const bool value = choose(csv, source.value_names, "value", out.value, source.place, faults);
  if (!date || !instrument || !value) return std::nullopt;
  return out;
}

const char* name_of(Preset preset) {
  switch (preset) {
    case Preset::none: return "none";
    case Preset::fred: return "fred";
    case Preset::bloomberg_bdh: return "bloomberg_bdh";
    case Preset::markit_cds: return "markit_cds";
    case Preset::ice_index: return "ice_index";
  }
  return "";
}

}  // namespace relval
