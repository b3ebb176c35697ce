// Writes a market store: the layout of docs/file_formats.md.
#include <algorithm>

#include "base/error.hpp"
#include "base/hdf5.hpp"
#include "base/text.hpp"
#include "market/store.hpp"

namespace relval {

namespace {

std::vector<std::int32_t> days_of(const std::vector<Date>& dates) {
  std::vector<std::int32_t> days;
  for (const Date d : dates) days.push_back(d.days);
  return days;
}

void require(bool good, const std::string& what) {
  if (!good) throw Error(ErrorKind::bug, "write_store", what);
}

void write(h5::Writer& w, const StoreInfo& info) {
  w.attribute("/", "relval_store", std::int64_t{1});
  w.attribute("/", "title", info.title);
  w.attribute("/", "origin", info.origin);
  w.attribute("/", "licence", info.licence);
  w.attribute("/", "taxonomy", info.taxonomy);
  w.attribute("/", "created_by", info.created_by);
  w.attribute("/", "synthetic", std::int64_t{info.synthetic ? 1 : 0});
}

void write(h5::Writer& w, const Instruments& instruments) {
  w.strings("/instruments/id", instruments.id);
  require(instruments.kind.size() == instruments.size(), "an instrument without a kind");
  std::vector<std::string> kinds;
  for (const Kind kind : instruments.kind) kinds.emplace_back(name_of(kind));
  w.strings("/instruments/kind", kinds);
  for (const auto& [name, values] : instruments.text) {
    require(values.size() == instruments.size(), "column " + name + " is not as long as the ids");
    w.strings("/instruments/" + name, values);
  }
  for (const auto& [name, values] : instruments.number) {
    require(values.size() == instruments.size(), "column " + name + " is not as long as the ids");
    w.numbers("/instruments/" + name, values, {values.size()});
  }
}

void write(h5::Writer& w, const std::string& path, const Field& field, const MarketData& data) {
  const Panel& panel = field.panel;
  require(panel.rows == data.dates.size() && panel.names == data.instruments.size() &&
              panel.values.size() == panel.rows * panel.names,
          path + " is not dates x instruments");
  w.numbers(path, panel.values, {panel.rows, panel.names});
  w.attribute(path, "unit", field.info.unit);
  w.attribute(path, "sampling", name_of(field.info.sampling));
  w.attribute(path, "knowledge_lag", std::int64_t{field.info.knowledge_lag});
  if (field.info.quote != Quote::unstated) w.attribute(path, "quote", name_of(field.info.quote));
  if (!field.info.composite.empty()) w.attribute(path, "composite", field.info.composite);
}

void write(h5::Writer& w, const std::string& name, const Series& series) {
  const std::string group = "/series/" + name;
  require(series.dates.size() == series.values.size() && series.known_at.size() == series.values.size(),
          group + " has lists of different lengths");
  w.integers(group + "/dates", days_of(series.dates));
  w.numbers(group + "/values", series.values, {series.values.size()});
  w.integers(group + "/known_at", days_of(series.known_at));
  w.attribute(group, "unit", series.unit);
  w.attribute(group, "sampling", name_of(series.sampling));
}

void write(h5::Writer& w, const std::string& currency, const Curve& curve) {
  const std::string group = "/curves/" + currency;
  const std::size_t nodes = curve.node_days.size();
  require(curve.zero_rates.size() == std::max<std::size_t>(curve.rows, 1) * nodes, group + " is not rows x nodes");
  w.integers(group + "/node_days", curve.node_days);
  if (curve.rows > 0) w.numbers(group + "/zero_rates", curve.zero_rates, {curve.rows, nodes});
  else w.numbers(group + "/zero_rates", curve.zero_rates, {nodes});
}

void write(h5::Writer& w, const std::vector<Event>& events) {
  if (events.empty()) return;
  std::vector<Date> dates, known;
  std::vector<std::string> instruments, kinds;
  std::vector<double> values;
  for (const Event& e : events) {
    dates.push_back(e.date);
    instruments.push_back(e.instrument);
    kinds.push_back(e.kind);
    values.push_back(e.value);
    known.push_back(e.known_at);
  }
  w.integers("/events/date", days_of(dates));
  w.strings("/events/instrument", instruments);
  w.strings("/events/kind", kinds);
  w.numbers("/events/value", values, {values.size()});
  w.integers("/events/known_at", days_of(known));
}

void write(h5::Writer& w, const MarketData& data) {
  write(w, data.info);
  w.integers("/dates", days_of(data.dates));
  write(w, data.instruments);
  for (const auto& [name, field] : data.fields) write(w, "/fields/" + name, field, data);
  for (const auto& [name, series] : data.series) write(w, name, series);
  for (const auto& [currency, curve] : data.curves) write(w, currency, curve);
  write(w, data.events);
}

}  // namespace

void write_store(const Path& file, const MarketData& data) {
  h5::Writer w(h5::Format::store);
  write(w, data);
  write_file_whole(file, w.image());
}

void write_store(const Path& file, const MarketData& common, const std::vector<MarketCase>& cases,
                 const Generator& generator) {
  h5::Writer w(h5::Format::store);
  write(w, common);
  std::vector<std::string> names;
  for (const MarketCase& one : cases) {
    names.push_back(one.name);
    for (const auto& [name, field] : one.fields) write(w, "/cases/" + one.name + "/fields/" + name, field, common);
  }
  w.attribute("/", "cases", join(names, " "));
  w.attribute("/", "generator_seed", static_cast<std::int64_t>(generator.seed));
  w.strings("/generator_spec", {generator.spec});
  write_file_whole(file, w.image());
}

}  // namespace relval
