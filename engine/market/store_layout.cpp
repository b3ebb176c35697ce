// Reads a store's header and checks its layout: what must be there, shapes, types, ids, units.
#include "market/store_layout.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/text.hpp"
#include "market/fields.hpp"

namespace relval {

namespace {

constexpr std::size_t kShownDates = 20;  // rows out of order that are listed; the others are counted

constexpr double kLargestSeed = 9007199254740992;  // 2^53: a double holds every whole number up to it

const char* const kFormat = "docs/file_formats.md shows the layout";

const std::vector<std::string> kParts = {"dates",  "instruments", "fields", "curves",        "index",
                                         "series", "events",      "fx",     "cases", "generator_spec"};
const std::vector<std::string> kFieldAttributes = {"unit", "sampling", "quote", "knowledge_lag", "composite"};
const std::set<std::string> kTextColumns = {"id",        "kind",     "issuer",   "parent", "sector_l1",
                                            "sector_l2", "sector_l3", "currency", "seniority"};
const std::set<std::string> kNumberColumns = {"tenor_years", "coupon", "recovery"};

using h5::DatasetInfo;
using h5::ElementKind;
using h5::Reader;

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

bool is_text(const DatasetInfo& info) {
  return info.kind == ElementKind::fixed_string || info.kind == ElementKind::variable_string;
}

std::string shape_text(const DatasetInfo& info) {
  std::vector<std::string> sizes;
  for (const auto n : info.shape) sizes.push_back(format("{}", n));
  return "[" + join(sizes, ", ") + "]";
}

// Notes the checksum of every dataset that is looked at.
DatasetInfo look_at(const Reader& reader, const std::string& dataset, StoreInfo& info) {
  DatasetInfo found = reader.info(dataset);
  if (!found.checksummed) info.unchecksummed = true;
  return found;
}

bool has_shape(const DatasetInfo& info, const std::vector<std::uint64_t>& shape, const std::string& meaning,
               StoreFaults& faults) {
  if (info.shape == shape) return true;
  DatasetInfo wanted;
  wanted.shape = shape;
  faults.error(info.path, "shape " + shape_text(wanted) + " was expected (" + meaning + "), found " + shape_text(info));
  return false;
}

class HeaderReader {
 public:
  HeaderReader(const Reader& reader, StoreFaults& faults) : reader_(reader), faults_(faults) {}

  StoreHeader read() {
    attempt([&] { root(); });
    attempt([&] { dates(); });
    attempt([&] { instruments(); });
    for (const auto& name : reader_.children("/fields")) attempt([&] { field("/fields/", name, header_.fields); });
    attempt([&] { cases(); });
    attempt([&] { generator(); });
    for (const auto& name : reader_.children("/series")) attempt([&] { series(name); });
    for (const auto& name : reader_.children("/curves")) attempt([&] { curve(name); });
    attempt([&] { events(); });
    return std::move(header_);
  }

 private:
  void attempt(const std::function<void()>& part) { faults_.attempt(reader_.file(), part); }

  void root() {
    const auto version = reader_.number_attribute("/", "relval_store");
    if (!version) {
      faults_.error("/", "the attribute relval_store = 1 was expected, there is none: this may not be a market store",
                    kFormat);
    } else if (*version != 1) {
      faults_.error("/ @relval_store", format("version 1 was expected, found {}", exact(*version)),
                    "write the store again, or use the relval that wrote it");
    }
    StoreInfo& info = header_.info;
    info.title = reader_.text_attribute("/", "title").value_or("");
    info.origin = reader_.text_attribute("/", "origin").value_or("");
    info.licence = reader_.text_attribute("/", "licence").value_or("");
    info.taxonomy = reader_.text_attribute("/", "taxonomy").value_or("");
    info.created_by = reader_.text_attribute("/", "created_by").value_or("");
    const double synthetic = reader_.number_attribute("/", "synthetic").value_or(0);
    if (synthetic != 0 && synthetic != 1) {
      faults_.error("/ @synthetic", format("0 or 1 was expected, found {}", exact(synthetic)));
    }
    info.synthetic = synthetic == 1;
    for (const auto& name : reader_.children("/")) {
      if (!contains(kParts, name)) {
        faults_.question("/" + name, "is no part of a market store and is not read", suggest(name, kParts));
      }
    }
  }

  void dates() {
    if (!reader_.has("/dates")) return faults_.error("/dates", "the dates were expected, there are none", kFormat);
    const DatasetInfo info = look_at(reader_, "/dates", header_.info);
    if (info.shape.size() != 1 || info.shape[0] == 0) {
      return faults_.error("/dates", "a list of dates was expected, found shape " + shape_text(info));
    }
    header_.dates = read_dates(reader_, "/dates", faults_);
    const auto& dates = header_.dates;
    std::size_t unsorted = 0;
    for (std::size_t t = 1; t < dates.size(); ++t) {
      if (dates[t] > dates[t - 1] || ++unsorted > kShownDates) continue;
      faults_.error("/dates", format("row {}: a date after {} was expected, found {}", t, to_iso(dates[t - 1]),
                                     to_iso(dates[t])));
    }
    if (unsorted > kShownDates)
      faults_.error("/dates", format("{} more rows are not in order", unsorted - kShownDates));
  }

  void instruments() {
    if (!reader_.has("/instruments/id")) {
      return faults_.error("/instruments/id", "the ids of the instruments were expected, there are none", kFormat);
    }
    Instruments& all = header_.instruments;
    const DatasetInfo id = look_at(reader_, "/instruments/id", header_.info);
    if (id.shape.size() != 1 || id.shape[0] == 0) {
      return faults_.error("/instruments/id", "a list of ids was expected, found shape " + shape_text(id));
    }
    all.id = reader_.strings("/instruments/id");
    ids();
    if (!reader_.has("/instruments/kind")) {
      faults_.error("/instruments/kind", "the kinds of the instruments were expected, there are none", kFormat);
    }
    for (const auto& name : reader_.children("/instruments")) {
      if (name != "id") attempt([&] { column(name); });
    }
    all.kind.resize(all.size(), Kind::spread_index);
  }

  void ids() {
    std::map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < header_.instruments.size(); ++i) {
      const std::string& id = header_.instruments.id[i];
      if (id.empty()) {
        faults_.error("/instruments/id", format("position {}: an id was expected, found an empty text", i));
      } else if (const auto [at, is_new] = first.emplace(id, i); !is_new) {
        faults_.error("/instruments/id",
                      format("'{}' stands at positions {} and {}; ids are unique", id, at->second, i));
      }
    }
    check_text("/instruments/id", header_.instruments.id);
  }

  void check_text(const std::string& where, const std::vector<std::string>& texts) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const bool control = std::any_of(texts[i].begin(), texts[i].end(),
                                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
      if (!is_utf8(texts[i]) || control) {
        faults_.error(where, format("position {}: UTF-8 text without control characters was expected", i));
      }
    }
  }

  void column(const std::string& name) {
    const std::string path = "/instruments/" + name;
    const DatasetInfo info = look_at(reader_, path, header_.info);
    Instruments& all = header_.instruments;
    if (!has_shape(info, {all.size()}, "one entry per instrument", faults_)) return;
    if (is_text(info) && kNumberColumns.count(name) > 0) {
      return faults_.error(path, "numbers were expected, found " + info.type_text);
    }
    if (!is_text(info) && kTextColumns.count(name) > 0) {
      return faults_.error(path, "text was expected, found " + info.type_text);
    }
    if (!is_text(info)) {
      all.number[name] = reader_.numbers(path);
      return;
    }
    auto texts = reader_.strings(path);
    check_text(path, texts);
    if (name == "kind") kinds(texts);
    else all.text[name] = std::move(texts);
  }

  void kinds(const std::vector<std::string>& texts) {
    std::map<std::string, std::pair<std::size_t, std::string>> refused;  // text -> how many, first id
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const auto kind = kind_from(texts[i]);
      header_.instruments.kind.push_back(kind.value_or(Kind::spread_index));
      if (kind) continue;
      auto& [count, id] = refused[texts[i]];
      if (count++ == 0) id = header_.instruments.id[i];
    }
    const std::vector<std::string> known = {name_of(Kind::spread_index), name_of(Kind::price)};
    for (const auto& [text, seen] : refused) {
      faults_.error("/instruments/kind",
                    format("unknown kind '{}' of {}{}", text, seen.second,
                           seen.first > 1 ? format(" and {} more", seen.first - 1) : ""),
                    suggest(text, known));
    }
  }

  void field(const std::string& group, const std::string& name, std::map<std::string, FieldInfo>& fields) {
    const std::string path = group + name;
    const DatasetInfo info = look_at(reader_, path, header_.info);
    if (is_text(info) || info.kind == ElementKind::other) {
      return faults_.error(path, "numbers were expected, found " + info.type_text);
    }
    if (!header_.dates.empty() && header_.instruments.size() > 0) {
      has_shape(info, {header_.dates.size(), header_.instruments.size()}, "dates x instruments", faults_);
    }
    fields[name] = field_info(name, path);
    for (const auto& attribute : reader_.attribute_names(path)) {
      const bool known = contains(kFieldAttributes, attribute);
      const auto meant = nearest(attribute, kFieldAttributes);
      if (!known && meant) {
        faults_.question(path + " @" + attribute, "is no attribute of a field", "did you mean '" + *meant + "'?");
      }
    }
  }

  // The attribute `cases` names them, the first of them being what stands in /fields.
  void cases() {
    for (const std::string& name : split(reader_.text_attribute("/", "cases").value_or(""), ' ')) {
      if (name.empty()) continue;
      if (contains(header_.cases, name)) faults_.error("/ @cases", "'" + name + "' is listed twice");
      else header_.cases.push_back(name);
    }
    for (const auto& name : reader_.children("/cases")) {
      const std::string group = "/cases/" + name + "/fields";
      if (!contains(header_.cases, name)) {
        faults_.error("/cases/" + name, "is not among the cases that the attribute cases lists",
                      suggest(name, header_.cases));
      }
      for (const auto& one : reader_.children(group)) {
        attempt([&] { field(group + "/", one, header_.case_fields[name]); });
        if (header_.fields.count(one) == 0) {
          faults_.error(group + "/" + one, "replaces the field '" + one + "', which the store does not have",
                        "write the first case's values to /fields/" + one);
        }
      }
    }
  }

  void generator() {
    if (!reader_.has("/generator_spec")) return;
    look_at(reader_, "/generator_spec", header_.info);
    const auto text = reader_.strings("/generator_spec");
    const double seed = reader_.number_attribute("/", "generator_seed").value_or(-1);
    if (text.size() != 1 || !(seed >= 0 && seed <= kLargestSeed && seed == std::floor(seed))) {
      return faults_.error("/generator_spec", "one text and the attribute generator_seed were expected");
    }
    header_.generator = Generator{text[0], static_cast<std::uint64_t>(seed)};
  }

  FieldInfo field_info(const std::string& name, const std::string& path) {
    FieldInfo f;
    f.name = name;
    const auto unit = reader_.text_attribute(path, "unit");
    f.unit = unit.value_or("");
    if (const KnownField* known = find_known_field(name); known && f.unit != known->unit) {
      faults_.error(path + " @unit",
                    format("'{}' was expected, {}", known->unit, unit ? "found '" + f.unit + "'" : "there is none"),
                    format("convert the values if they are in another unit, then set the attribute unit to '{}'",
                           known->unit));
    }
    f.sampling = sampling(path);
    const std::string quote = reader_.text_attribute(path, "quote").value_or("");
    if (quote == name_of(Quote::constant_maturity)) f.quote = Quote::constant_maturity;
    else if (quote == name_of(Quote::portfolio)) f.quote = Quote::portfolio;
    else if (!quote.empty()) {
      faults_.error(path + " @quote", "unknown quote '" + quote + "'",
                    suggest(quote, {"constant_maturity", "portfolio"}));
    }
    const double lag = reader_.number_attribute(path, "knowledge_lag").value_or(0);
    if (!(lag >= 0 && lag <= 100000 && lag == std::floor(lag))) {
      faults_.error(path + " @knowledge_lag", format("a whole number of rows was expected, found {}", exact(lag)));
    } else {
      f.knowledge_lag = static_cast<int>(lag);
    }
    f.composite = reader_.text_attribute(path, "composite").value_or("");
    return f;
  }

  Sampling sampling(const std::string& path) {
    const std::string text = reader_.text_attribute(path, "sampling").value_or("point");
    if (text == "average") return Sampling::average;
    if (text != "point") {
      faults_.error(path + " @sampling", "unknown sampling '" + text + "'", suggest(text, {"point", "average"}));
    }
    return Sampling::point;
  }

  // One list each, all of the length of the first.
  bool equal_lists(const std::string& group, const std::vector<std::string>& names) {
    bool good = true;
    std::optional<std::uint64_t> length;
    for (const auto& name : names) {
      const std::string path = group + "/" + name;
      if (!reader_.has(path)) {
        faults_.error(path, "a list was expected, there is none", kFormat);
        good = false;
        continue;
      }
      const DatasetInfo info = look_at(reader_, path, header_.info);
      if (info.shape.size() != 1) {
        faults_.error(path, "a list was expected, found shape " + shape_text(info));
        good = false;
      } else if (!length) {
        length = info.shape[0];
      } else {
        good = has_shape(info, {*length}, "as long as " + names[0], faults_) && good;
      }
    }
    return good;
  }

  void series(const std::string& name) {
    const std::string group = "/series/" + name;
    header_.series_sampling[name] = sampling(group);
    if (equal_lists(group, {"dates", "values", "known_at"})) header_.series.push_back(name);
  }

  void curve(const std::string& currency) {
    const std::string group = "/curves/" + currency, nodes = group + "/node_days", rates = group + "/zero_rates";
    for (const auto& path : {nodes, rates}) {
      if (!reader_.has(path)) return faults_.error(path, "a dataset was expected, there is none", kFormat);
    }
    const DatasetInfo node = look_at(reader_, nodes, header_.info), rate = look_at(reader_, rates, header_.info);
    if (node.shape.size() != 1 || node.shape[0] == 0) {
      return faults_.error(nodes, "a list of days was expected, found shape " + shape_text(node));
    }
    const bool good = rate.shape.size() == 2
                          ? has_shape(rate, {header_.dates.size(), node.shape[0]}, "dates x nodes", faults_)
                          : has_shape(rate, {node.shape[0]}, "one rate per node", faults_);
    if (good) header_.curves.push_back(currency);
  }

  void events() {
    if (reader_.has("/events")) equal_lists("/events", {"date", "instrument", "kind", "value", "known_at"});
  }

  const Reader& reader_;
  StoreFaults& faults_;
  StoreHeader header_;
};

}  // namespace

std::vector<Date> read_dates(const h5::Reader& reader, const std::string& dataset, StoreFaults& faults) {
  static const std::int64_t first = make_date(1600, 1, 1).days, last = make_date(2999, 12, 31).days;
  std::vector<Date> dates;
  for (const std::int64_t days : reader.integers(dataset)) {
    if (days < first || days > last) {
      faults.error(dataset, format("position {}: days since 1970-01-01 were expected, found {}", dates.size(), days),
                   "for example 19723 is 2024-01-01");
      return {};
    }
    dates.push_back({static_cast<std::int32_t>(days)});
  }
  return dates;
}

StoreHeader read_header(const h5::Reader& reader, StoreFaults& faults) { return HeaderReader(reader, faults).read(); }

}  // namespace relval
