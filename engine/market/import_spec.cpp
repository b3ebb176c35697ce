// The table of an import spec's keys: what each is called, its type, its help.
#include "market/import_spec.hpp"

#include "base/text.hpp"
#include "config/yaml_reader.hpp"
#include "market/import_spec_tables.hpp"

namespace relval {
namespace {

constexpr auto kNotWritten = [](const auto&) -> std::optional<Node> { return std::nullopt; };

const std::vector<std::pair<std::string, Weekend>> kWeekends = {
    {"error", Weekend::error}, {"drop", Weekend::drop}, {"shift", Weekend::shift}, {"keep", Weekend::keep}};
const std::vector<std::pair<std::string, Stamp>> kStamps = {{"as_is", Stamp::as_is}, {"month_end", Stamp::month_end}};
const std::vector<std::pair<std::string, Sampling>> kSamplings = {{"point", Sampling::point},
                                                                  {"average", Sampling::average}};

const std::vector<std::pair<std::string, Preset>> kPresets = {{"none", Preset::none},
                                                              {"fred", Preset::fred},
                                                              {"bloomberg_bdh", Preset::bloomberg_bdh},
                                                              {"markit_cds", Preset::markit_cds},
                                                              {"ice_index", Preset::ice_index}};

void expect_pairs(const KeyInfo& info, const Node& node, Problems& problems) {
  problems.add(node.place(), format("'{}' expects a section (name: value), found {}", info.path, found(node)));
}

// Names of the user's own (instruments, columns), so any text may be a key; one value each.
void read_pairs(const KeyInfo& info, const Node& node, std::vector<NamedColumn>& out, Problems& problems) {
  if (node.kind != NodeKind::map) return expect_pairs(info, node, problems);
  for (const Entry& entry : node.entries) {
    KeyInfo one = info;
    one.path = info.path + "." + entry.key;
    if (const auto text = read_text(one, entry.value, problems)) {
      out.push_back({{entry.key, entry.key_mark.place()}, {*text, entry.value.place()}});
    }
  }
}

void read_numbers(const KeyInfo& info, const Node& node, std::vector<NamedNumber>& out, Problems& problems) {
  if (node.kind != NodeKind::map) return expect_pairs(info, node, problems);
  for (const Entry& entry : node.entries) {
    KeyInfo one = info;
    one.path = info.path + "." + entry.key;
    one.type = KeyType::number;
    if (const auto value = read_number(one, entry.value, problems)) {
      out.push_back({{entry.key, entry.key_mark.place()}, {*value, entry.value.place()}});
    }
  }
}

void read_filters(const KeyInfo& info, const Node& node, bool keep, std::vector<RowFilter>& out, Problems& problems) {
  if (node.kind != NodeKind::map) return expect_pairs(info, node, problems);
  for (const Entry& entry : node.entries) {
    KeyInfo one = info;
    one.path = info.path + "." + entry.key;
    one.type = KeyType::text_list;
    if (auto values = read_text_list(one, entry.value, problems)) {
      out.push_back({{entry.key, entry.key_mark.place()}, std::move(*values), keep});
    }
  }
}

Section<FormatOptions> csv_table() {
  using F = FormatOptions;
  return Section<F>()
      .choice("delimiter", &F::delimiter, {{",", ','}, {";", ';'}, {"tab", '\t'}, {"|", '|'}},
              {.help = "what stands between cells; ',' unless stated"})
      .text("comment", &F::comment, {.help = "lines that start with it are skipped"})
      .text_list("na", &F::na,
                 {.help = "cells that mean no value, besides the empty one; NA, N/A, n/a, '#N/A', '#N/A N/A', "
                          "'#N/A Field Not Applicable', -- and . unless stated"})
      .integer("skip_lines", &F::skip_lines,
               {.help = "lines before the header that are left out", .bounds = between(0, 10000)})
      .text("thousands", &F::thousands, {.help = "the separator in 1,234.5; a fault unless stated"});
}

Section<FormatOptions> dates_table(const std::string& pattern_key) {
  using F = FormatOptions;
  return Section<F>()
      .text(pattern_key, &F::date_format, {.help = "how dates are written: %Y %y %m %d %b; '%Y-%m-%d' unless stated"})
      .choice("weekend", &F::weekend, kWeekends, {.help = "dates on a Saturday or Sunday; shift: to the Friday before"})
      .choice("stamp", &F::stamp, kStamps, {.help = "month_end: to the last Monday-to-Friday day of the month"});
}

Section<FileSource> filter_table() {
  using F = FileSource;
  return Section<F>()
      .custom("where", KeyType::free_map, {.help = "only rows whose cell is one of these"}, {},
              [](const KeyInfo& info, const Node& node, F& source, Problems& problems) {
                read_filters(info, node, true, source.filters, problems);
              }, kNotWritten)
      .custom("exclude", KeyType::free_map, {.help = "no rows whose cell is one of these"}, {},
              [](const KeyInfo& info, const Node& node, F& source, Problems& problems) {
                read_filters(info, node, false, source.filters, problems);
              }, kNotWritten);
}

Section<FileSource> source_table() {
  using F = FileSource;
  Section<F> table = filter_table();
  return table
      .text("file", &F::file, {.help = "a CSV file, relative to the spec"})
      .choice("preset", &F::preset, kPresets, {.help = "whose export the file is; keys beside it win"})
      .text_list("files", &F::files, {.help = "several files of the same form"})
      .text("date", &F::date, {.help = "the column of dates; 'date' unless stated"})
      .custom("columns", KeyType::free_map, {.help = "the file's column of each name, or a pattern with {id}"},
              {}, [](const KeyInfo& info, const Node& node, F& source, Problems& problems) {
                if (node.kind != NodeKind::scalar) return read_pairs(info, node, source.columns, problems);
                source.pattern = PlacedText{node.text, node.place()};
              }, kNotWritten)
      .text("instrument", &F::instrument, {.help = "long files: the column of names"})
      .text("value", &F::value, {.help = "long files and series: the column of values"})
      .custom("names", KeyType::free_map, {.help = "long files: what the file calls each instrument"}, {},
              [](const KeyInfo& info, const Node& node, F& source, Problems& problems) {
                read_pairs(info, node, source.names, problems);
              }, kNotWritten)
      .choice("others", &F::others, {{"fault", Others::fault}, {"ignore", Others::ignore}},
              {.help = "columns or names that are no instrument's"})
      .text("unit", &F::unit, {.help = "of the numbers in the file; converted to the store's"})
      .number("scale", &F::scale, {.help = "the numbers are multiplied by it"})
      .with(&F::options, csv_table())
      .with(&F::options, dates_table("date_format"))
      .place(&F::place);
}

Section<MinusSpec> minus_table() {
  using M = MinusSpec;
  return Section<M>()
      .with(&M::source, source_table())
      .choice("sampling", &M::sampling, kSamplings, {.help = "of what is taken off"})
      .check([](M& minus, const Node& node, Problems&) {
        minus.given = true;
        minus.source.place = node.place();
      });
}

Section<FieldSpec> field_table() {
  using F = FieldSpec;
  return Section<F>()
      .with(&F::source, source_table())
      .list_of("sources", &F::sources, source_table(), {.help = "several sources of different form for one field"})
      .section("minus", &F::minus, minus_table(), {.help = "a second source, taken off value by value"})
      .number("constant", &F::constant, {.help = "one number for every instrument and date"})
      .custom(
          "constants", KeyType::free_map, {.help = "a number by instrument"}, {},
          [](const KeyInfo& info, const Node& node, F& field, Problems& problems) {
            read_numbers(info, node, field.constants, problems);
          },
          kNotWritten)
      .text("from_instruments", &F::from_instruments, {.help = "a number column of the instruments"})
      .with(&F::slope,
            Section<SlopeSpec>()
                .text("from", &SlopeSpec::from, {.help = "slope: the field whose curve it is of"})
                .text("along", &SlopeSpec::along, {.help = "slope: the instruments' column of tenors"})
                .text("group", &SlopeSpec::group, {.help = "slope: one curve for each value of this column"}))
      .choice("sampling", &F::sampling, kSamplings, {.help = "a mark at a close, or a mean over the row's period"})
      .choice("quote", &F::quote,
              {{"unstated", Quote::unstated},
               {"constant_maturity", Quote::constant_maturity},
               {"portfolio", Quote::portfolio}},
              {.help = "does the quoted point keep its maturity, or is it a portfolio that shortens"})
      .integer("knowledge_lag", &F::knowledge_lag,
               {.help = "rows after its date on which a value is known", .unit = "rows", .bounds = between(0, 1000)})
      .text("composite", &F::composite, {.help = "of ratings: the rule that made one out of several"})
      .boolean("allow_mixed_sampling", &F::allow_mixed_sampling, {.help = "a difference of averages and marks"})
      .boolean("accept_unusual", &F::accept_unusual, {.help = "values that look like another unit are right"})
      .place(&F::place);
}

Section<SeriesSpec> series_table() {
  using S = SeriesSpec;
  return Section<S>()
      .with(&S::source, source_table())
      .choice("aggregate", &S::aggregate, {{"none", Aggregate::none}, {"sum", Aggregate::sum},
                                           {"mean", Aggregate::mean}, {"last", Aggregate::last}},
              {.help = "rows of one date become one value"})
      .choice("sampling", &S::sampling, kSamplings, {.help = "a value at a date, or a mean over a period"})
      .text("known_at", &S::known_at, {.help = "the column of the dates on which values became known"})
      .text("release_lag", &S::lag_text, {.help = "known so long after its date: 1d, 1b (weekdays), 2w, 1m; 0d"})
      .place(&S::place);
}

Section<CurveSpec> curve_table() {
  using C = CurveSpec;
  return Section<C>()
      .with(&C::source, source_table())
      .custom(
          "nodes", KeyType::free_map, {.help = "one curve for all dates: days -> zero rate"}, {},
          [](const KeyInfo& info, const Node& node, C& curve, Problems& problems) {
            read_numbers(info, node, curve.nodes, problems);
          },
          kNotWritten)
      .choice("compounding", &C::compounding,
              {{"continuous", Compounding::continuous}, {"annual", Compounding::annual}},
              {.help = "of the zero rates; annual ones are converted", .required = true})
      .place(&C::place);
}

void read_instrument_list(const KeyInfo& info, const Node& node, InstrumentsSpec& spec, Problems& problems) {
  if (node.kind == NodeKind::sequence) {
    if (auto ids = read_text_list(info, node, problems)) {
      for (PlacedText& id : *ids) spec.list.push_back({std::move(id), {}});
    }
    return;
  }
  if (node.kind != NodeKind::map) return expect_pairs(info, node, problems);
  for (const Entry& entry : node.entries) {
    InstrumentSpec& one = spec.list.emplace_back();
    one.id = {entry.key, entry.key_mark.place()};
    KeyInfo of = info;
    of.path = info.path + "." + entry.key;
    if (entry.value.kind != NodeKind::null) read_pairs(of, entry.value, one.values, problems);
  }
}

Section<InstrumentsSpec> instruments_table() {
  using I = InstrumentsSpec;
  return Section<I>()
      .with(&I::source, Section<FileSource>()
                            .text("file", &FileSource::file, {.help = "a CSV file with a line per instrument"})
                            .text_list("files", &FileSource::files, {.help = "several files of the same form"})
                            .choice("preset", &FileSource::preset, kPresets,
                                    {.help = "whose export the file is: its names are the instruments"})
                            .custom(
                                "columns", KeyType::free_map, {.help = "the file's column of each store column"}, {},
                                [](const KeyInfo& info, const Node& node, FileSource& source, Problems& problems) {
                                  read_pairs(info, node, source.columns, problems);
                                },
                                kNotWritten)
                            .with(&FileSource::options, csv_table()))
      .with(&I::source, filter_table())
      .custom("list", KeyType::free_map, {.help = "instruments in the spec itself: id -> its columns"}, {},
              read_instrument_list, kNotWritten)
      .custom(
          "defaults", KeyType::free_map, {.help = "columns that all share unless they state their own"}, {},
          [](const KeyInfo& info, const Node& node, I& spec, Problems& problems) {
            read_pairs(info, node, spec.defaults, problems);
          },
          kNotWritten)
      .text_list("numbers", &I::numbers, {.help = "columns of your own that hold numbers"})
      .place(&I::place);
}

Section<StoreSpec> store_table() {
  using S = StoreSpec;
  return Section<S>()
      .text("file", &S::file, {.help = "the store to write, relative to the spec", .required = true})
      .text("title", &S::title, {.help = "what the data are, in one line", .required = true})
      .text("origin", &S::origin, {.help = "where they come from", .required = true})
      .text("licence", &S::licence, {.help = "who may use and pass them on", .required = true})
      .text("taxonomy", &S::taxonomy, {.help = "whose sectors sector_l1..l3 are"})
      .boolean("synthetic", &S::synthetic, {.help = "made up, not observed"});
}

}  // namespace

Section<ImportSpec> import_table() {
  using I = ImportSpec;
  return Section<I>()
      .section("store", &I::info, store_table(), {.help = "what is written", .required = true})
      .choice("on_fault", &I::quarantine, {{"refuse", false}, {"quarantine", true}},
              {.help = "quarantine: bad lines go to rejected.csv, the others into the store"})
      .section("csv", &I::csv, csv_table(), {.help = "how the files are written"})
      .section("dates", &I::dates,
               Section<DatesSpec>()
                   .with(&DatesSpec::options, dates_table("format"))
                   .date("from", &DatesSpec::from, {.help = "first date of the store"})
                   .date("to", &DatesSpec::to, {.help = "last date of the store"})
                   .text("grid", &DatesSpec::grid,
                         {.help = "the field whose dates are the store's; all fields' unless stated"}),
               {.help = "dates of the files and of the store"})
      .section("instruments", &I::instruments, instruments_table(),
               {.help = "what the values are of", .required = true})
      .map_of("fields", &I::fields, &FieldSpec::name, field_table(),
              {.help = "panels by date and instrument", .required = true, .item = "field"})
      .map_of("series", &I::series, &SeriesSpec::name, series_table(), {.help = "exogenous series", .item = "series"})
      .map_of("curves", &I::curves, &CurveSpec::currency, curve_table(), {.help = "zero curves", .item = "currency"});
}

ImportSpec read_import_spec(const Path& spec) {
  Problems problems(ErrorKind::usage);
  ImportSpec out;
  out.spec = spec;
  if (const auto tree = read_yaml(read_file(spec), spec.string(), problems)) {
    if (tree->find("market") && tree->find("strategy"))
      throw Error(ErrorKind::usage, spec.string(), "this is the config of a run, not an import spec",
                  "relval run " + spec.string());
    import_table().read(*tree, out, problems);
    complete(out, problems);
  }
  problems.raise_if_any();
  return out;
}

}  // namespace relval
