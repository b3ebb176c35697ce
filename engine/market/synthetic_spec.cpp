// The table of a synthetic spec's keys: what each is called, its type, its help.
#include "base/text.hpp"
#include "config/schema.hpp"
#include "config/yaml_reader.hpp"
#include "market/synthetic_parts.hpp"

namespace relval {
namespace {

constexpr auto kNotWritten = [](const auto&) -> std::optional<Node> { return std::nullopt; };

// DATE: number, in order of date.
void read_anchors(const KeyInfo& info, const Node& node, Anchors& out, Problems& problems) {
  if (node.kind != NodeKind::map) {
    const std::string expected = "'" + info.path + "' expects a section (YYYY-MM-DD: number), found ";
    return problems.add(node.place(), expected + found(node));
  }
  if (node.entries.empty()) problems.add(node.place(), "'" + info.path + "' expects at least one date, found none");
  for (const Entry& entry : node.entries) {
    KeyInfo one = info;
    one.path = info.path + "." + entry.key;
    one.type = KeyType::number;
    const auto date = parse_iso_date(entry.key);
    if (!date) problems.add(entry.key_mark.place(), "expected a date (YYYY-MM-DD), found '" + shown(entry.key) + "'");
    const auto level = read_number(one, entry.value, problems);
    if (!date || !level) continue;
    if (!out.empty() && *date <= out.back().date.value) {
      problems.add(entry.key_mark.place(), "a date after " + to_iso(out.back().date.value) + " was expected, found " +
                                               entry.key);
    }
    out.push_back({{*date, entry.key_mark.place()}, *level});
  }
}

template <class T> Section<T>& anchors(Section<T>& table, const char* name, Anchors T::*member, KeyOptions options) {
  return table.custom(
      name, KeyType::free_map, std::move(options), {},
      [member](const KeyInfo& info, const Node& node, T& to, Problems& problems) {
        read_anchors(info, node, to.*member, problems);
      },
      kNotWritten);
}


Section<StoreInfo> about_table() {
  using S = StoreInfo;
  return Section<S>()
      .text("title", &S::title, {.help = "what the data are, in one line", .required = true})
      .text("origin", &S::origin, {.help = "how they were made", .required = true})
      .text("licence", &S::licence, {.help = "who may use and pass them on", .required = true})
      .text("taxonomy", &S::taxonomy, {.help = "whose sectors sector_l1..l3 are"});
}

Section<IndexSpec> index_table() {
  using I = IndexSpec;
  Section<I> table;
  anchors(table, "anchors_bp", &I::anchors_bp, {.help = "the index's level by date", .unit = "bp", .required = true});
  return table
      .number("sd_bp", &I::sd_bp, {.help = "of a day's change about the path, at the level at_bp", .unit = "bp",
                                   .bounds = at_least(0)})
      .number("at_bp", &I::at_bp, {.help = "the level at which sd_bp holds", .unit = "bp", .bounds = above(0)})
      .number("half_life_rows", &I::half_life_rows,
              {.help = "of a deviation from a path", .unit = "rows", .bounds = above(0)})
      .number("echo", &I::echo, {.help = "share of a day's shock that the next day repeats", .bounds = between(0, 1)})
      .number("excess_kurtosis", &I::excess_kurtosis,
              {.help = "of a day's shock; of the groups' too, unless they state their own", .bounds = between(0, 50)})
      .number("pinned", &I::pinned,
              {.help = "share of every deviation at an anchor that is taken off", .bounds = between(0, 1)});
}

Section<IssuersSpec> issuers_table() {
  using I = IssuersSpec;
  return Section<I>()
      .number("level_per_notch", &I::level_per_notch, {.help = "of the log of the level, for a notch of rating"})
      .number("level_sd", &I::level_sd, {.help = "of the log of the level, beyond that", .bounds = at_least(0)})
      .number("duration_sd_years", &I::duration_sd_years, {.help = "of durations", .unit = "years",
                                                           .bounds = at_least(0)})
      .number("size_median_bn", &I::size_median_bn, {.help = "market value outstanding", .unit = "currency bn",
                                                     .bounds = above(0)})
      .number("size_sd", &I::size_sd, {.help = "of its log", .bounds = at_least(0)})
      .share("size_growth", &I::size_growth, {.help = "a year, of every market value", .bounds = at_least(0)})
      .share("recovery", &I::recovery, {.help = "of every name", .bounds = between(0, 1)});
}

Section<InventedSpec> invented_table() {
  using I = InventedSpec;
  return Section<I>()
      .text("sector_l2", &I::sector_l2, {.help = "second level of the sector", .required = true})
      .text("prefix", &I::prefix, {.help = "ids are PREFIX01, PREFIX02 ...", .required = true})
      .integer("count", &I::count, {.help = "how many", .required = true, .bounds = between(1, 99)})
      .number("level", &I::level, {.help = "x the group's", .bounds = above(0)})
      .text("rating_from", &I::rating_from, {.help = "the best rating drawn", .required = true})
      .text("rating_to", &I::rating_to, {.help = "the worst rating drawn", .required = true});
}

Section<GroupSpec> group_table() {
  using G = GroupSpec;
  Section<G> table;
  table.number("level", &G::level, {.help = "x the index, where the group has no anchors", .bounds = above(0)});
  anchors(table, "anchors_bp", &G::anchors_bp, {.help = "the group's level by date, in every case", .unit = "bp"});
  return table
      .custom("case_anchors_bp", KeyType::free_map, {.help = "case -> the group's level by date", .unit = "bp"}, {},
              [](const KeyInfo& info, const Node& node, G& group, Problems& problems) {
                if (node.kind != NodeKind::map) {
                  const char* const expected = "'case_anchors_bp' expects a section (case: {date: level}), found ";
                  return problems.add(node.place(), expected + found(node));
                }
                for (const Entry& entry : node.entries) {
                  KeyInfo one = info;
                  one.path += "." + entry.key;
                  read_anchors(one, entry.value, group.case_anchors_bp[entry.key], problems);
                }
              },
              kNotWritten)
      .date("follows_index_to", &G::follows_index_to, {.help = "the anchors take over after this date"})
      .number("beta", &G::beta, {.help = "bp for a bp of the index's deviation; the level unless stated"})
      .number("own_sd_bp", &G::own_sd_bp,
              {.help = "of the group's own daily change, at the level at_bp", .unit = "bp", .bounds = at_least(0)})
      .number("issuer_sd_bp", &G::issuer_sd_bp,
              {.help = "of each issuer's own daily change, at the level at_bp", .unit = "bp", .bounds = at_least(0)})
      .number("excess_kurtosis", &G::excess_kurtosis,
              {.help = "of the shocks of these two, whose wild days are the same; the index's unless stated",
               .bounds = between(0, 50)})
      .number("at_bp", &G::at_bp, {.help = "the level at which they hold", .unit = "bp", .bounds = above(0)})
      .number("duration_years", &G::duration_years,
              {.help = "mean of the invented issuers", .unit = "years", .bounds = between(0.5, 30)})
      .map_of("invented", &G::invented, &InventedSpec::sector_l3, invented_table(),
              {.help = "issuers without a name, by sector_l3", .item = "sector"})
      .place(&G::place);
}

Section<NameSpec> name_table() {
  using N = NameSpec;
  return Section<N>()
      .text("group", &N::group, {.help = "the group of a new name"})
      .text("like", &N::like, {.help = "another point of this name's issuer"})
      .text("issuer", &N::issuer, {.help = "the id unless stated"})
      .text("parent", &N::parent, {.help = "the issuer unless stated"})
      .text("sector_l2", &N::sector_l2, {.help = "second level of the sector"})
      .text("sector_l3", &N::sector_l3, {.help = "third level of the sector"})
      .text("currency", &N::currency, {.help = "USD unless stated"})
      .text("rating", &N::rating, {.help = "a word such as BBB-"})
      .number("level", &N::level, {.help = "x the group's, or x that of the name it is like", .bounds = above(0)})
      .number("tenor_years", &N::tenor_years, {.help = "its point", .unit = "years", .bounds = above(0)})
      .number("duration_years", &N::duration_years,
              {.help = "its spread duration", .unit = "years", .bounds = above(0)})
      .number("market_value_bn", &N::market_value_bn,
              {.help = "outstanding at the start", .unit = "currency bn", .bounds = above(0)})
      .date("starts", &N::starts, {.help = "first date with a quote"})
      .date("ends", &N::ends, {.help = "last date with a quote"})
      .place(&N::place);
}

Section<MigrationSpec> migration_table() {
  using M = MigrationSpec;
  return Section<M>()
      .text("name", &M::name, {.help = "the instrument", .required = true})
      .date("date", &M::date, {.help = "first date of the new rating", .required = true})
      .text("to", &M::to, {.help = "the new rating", .required = true})
      .number("spread_multiple", &M::spread_multiple, {.help = "x its spread from that date on", .bounds = above(0)})
      .integer("lead_rows", &M::lead_rows,
               {.help = "the spread moves over so many rows before", .unit = "rows", .bounds = between(0, 1000)});
}

Section<ConcessionSpec> concession_table() {
  using C = ConcessionSpec;
  return Section<C>()
      .text("issuer", &C::issuer, {.help = "who issues", .required = true})
      .date("date", &C::date, {.help = "pricing", .required = true})
      .number("size_bp", &C::size_bp, {.help = "wider by so much over three days, half of it for good", .unit = "bp",
                                       .required = true})
      .share("spill", &C::spill, {.help = "share for the group's other issuers", .bounds = between(0, 1)});
}

Section<QuotesSpec> quotes_table() {
  using Q = QuotesSpec;
  return Section<Q>()
      .number("noise_bp", &Q::noise_bp, {.help = "SD of each quote about its spread", .unit = "bp",
                                         .bounds = at_least(0)})
      .text_list("thin", &Q::thin, {.help = "names that are quoted less well"})
      .share("missing", &Q::missing, {.help = "share of their days without a quote", .bounds = between(0, 0.5)})
      .share("stale_starts", &Q::stale_starts, {.help = "share of their days on which quotes begin to be repeated",
                                                .bounds = between(0, 0.1)})
      .range("stale_rows", &Q::stale_rows, {.help = "for how long", .unit = "rows", .bounds = between(1, 100)});
}

Section<SyntheticSeriesSpec> series_table() {
  using S = SyntheticSeriesSpec;
  using R = S::Revision;
  Section<R> revision;
  revision.date("date", &R::date, {.help = "of the value that is revised", .required = true})
      .date("known_at", &R::known_at, {.help = "when the revision is known", .required = true})
      .number("value", &R::value, {.help = "the revised value", .required = true});
  Section<S> table;
  table.text("unit", &S::unit, {.help = "of the values", .required = true});
  anchors(table, "values", &S::values, {.help = "by date", .required = true});
  return table
      .integer("known_after_days", &S::known_after_days,
               {.help = "calendar days from its date to its release", .unit = "days", .bounds = between(0, 1000)})
      .list_of("revisions", &S::revisions, std::move(revision), {.help = "values that are stated anew"});
}

Section<SyntheticSpec> synthetic_table() {
  using S = SyntheticSpec;
  Section<S> store, dates, table;
  store.custom("file", KeyType::text, {.help = "the store to write, relative to the spec", .required = true}, {},
               [](const KeyInfo& info, const Node& node, S& spec, Problems& problems) {
                 if (const auto file = read_text(info, node, problems)) spec.store = spec.spec.parent_path() / *file;
               },
               kNotWritten)
      .with(&S::info, about_table());
  dates.date("from", &S::from, {.help = "first date", .required = true})
      .date("to", &S::to, {.help = "last date", .required = true});
  const auto seed = [](std::uint64_t S::*member) {
    return [member](const KeyInfo& info, const Node& node, S& spec, Problems& problems) {
      if (const auto value = read_integer(info, node, problems)) spec.*member = static_cast<std::uint64_t>(*value);
    };
  };
  const auto seed_options = [](const char* help) { return KeyOptions{.help = help, .bounds = between(0, 9e15)}; };
  table.part("store", std::move(store), {.help = "what is written", .required = true})
      .custom("seed", KeyType::integer, seed_options("of the history that is written"), {}, seed(&S::seed), kNotWritten)
      .custom("issuer_seed", KeyType::integer, seed_options("of the issuers, the same in every history"), {},
              seed(&S::issuer_seed), kNotWritten)
      .text_list("cases", &S::cases, {.help = "the first is the common one", .required = true})
      .part("dates", std::move(dates), {.help = "days on which US bonds trade, ends included", .required = true})
      .number("noise", &S::noise, {.help = "x every deviation from the paths", .bounds = between(0, 10)})
      .section("index", &S::index, index_table(), {.help = "the investment-grade index", .required = true});
  anchors(table, "duration_scale", &S::duration_scale, {.help = "x every duration, by date"});
  return table
      .section("issuers", &S::issuers, issuers_table(), {.help = "how invented issuers differ"})
      .map_of("groups", &S::groups, &GroupSpec::name, group_table(),
              {.help = "issuers that share a path", .required = true, .item = "group"})
      .map_of("names", &S::names, &NameSpec::id, name_table(),
              {.help = "instruments by id: new, or what differs from an invented one", .item = "id"})
      .list_of("migrations", &S::migrations, migration_table(), {.help = "changes of rating"})
      .list_of("concessions", &S::concessions, concession_table(), {.help = "new issues that move spreads"})
      .section("quotes", &S::quotes, quotes_table(), {.help = "how spreads are quoted"})
      .map_of("series", &S::series, &SyntheticSeriesSpec::name, series_table(),
              {.help = "exogenous series", .item = "series"});
}

}  // namespace

SyntheticSpec parse_synthetic_spec(const std::string& text, const Path& file) {
  Problems problems(ErrorKind::usage);
  SyntheticSpec spec;
  spec.spec = file;
  spec.text = text;
  if (const auto tree = read_yaml(text, file.string(), problems)) {
    synthetic_table().read(*tree, spec, problems);
    if (problems.empty()) check(spec, problems);
  }
  problems.raise_if_any();
  spec.info.synthetic = true;
  spec.info.created_by = "relval data synth";
  return spec;
}

SyntheticSpec read_synthetic_spec(const Path& spec) { return parse_synthetic_spec(read_file(spec), spec); }

}  // namespace relval
