// Look-ups, names and the identity of loaded market data.
#include "market/panel.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/numeric.hpp"

namespace relval {

const std::string& Instruments::text_of(const std::string& column, std::size_t i) const {
  static const std::string none;
  const auto found = text.find(column);
  return found == text.end() ? none : found->second[i];
}

double Instruments::number_of(const std::string& column, std::size_t i) const {
  const auto found = number.find(column);
  return found == number.end() ? kNaN : found->second[i];
}

std::optional<std::size_t> Instruments::find(const std::string& wanted) const {
  const auto found = std::find(id.begin(), id.end(), wanted);
  if (found == id.end()) return std::nullopt;
  return static_cast<std::size_t>(found - id.begin());
}

Instruments Instruments::part(std::span<const std::uint32_t> positions) const {
  Instruments chosen;
  const auto pick = [&](const auto& from, auto& to) {
    to.reserve(positions.size());
    for (const auto at : positions) to.push_back(from[at]);
  };
  pick(id, chosen.id);
  pick(kind, chosen.kind);
  for (const auto& [column, values] : text) pick(values, chosen.text[column]);
  for (const auto& [column, values] : number) pick(values, chosen.number[column]);
  return chosen;
}

const Panel* MarketData::panel(const std::string& field) const {
  const auto found = fields.find(field);
  return found == fields.end() ? nullptr : &found->second.panel;
}

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::spread_index: return "spread_index";
    case Kind::price: return "price";
  }
  return "";
}

const char* name_of(Sampling sampling) { return sampling == Sampling::average ? "average" : "point"; }

const char* name_of(Quote quote) {
  switch (quote) {
    case Quote::unstated: return "";
    case Quote::constant_maturity: return "constant_maturity";
    case Quote::portfolio: return "portfolio";
  }
  return "";
}

std::optional<Kind> kind_from(const std::string& text) {
  for (const Kind kind : {Kind::spread_index, Kind::price}) {
    if (text == name_of(kind)) return kind;
  }
  return std::nullopt;
}

RowUnit row_unit(std::span<const Date> dates) {
  std::vector<std::int32_t> distances;
  for (std::size_t t = 1; t < dates.size(); ++t) distances.push_back(dates[t].days - dates[t - 1].days);
  if (distances.empty()) return {"day", 252};
  const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
  std::nth_element(distances.begin(), middle, distances.end());
  if (*middle <= 4) return {"day", 252};
  if (*middle <= 14) return {"week", 52};
  if (*middle <= 45) return {"month", 12};
  if (*middle <= 135) return {"quarter", 4};
  return {"year", 1};
}

namespace {

// Every list is preceded by its length and every group by its name, so that no two data sets feed the same bytes.
class Digest {
 public:
  void text(std::string_view t) { hash_.text(t); }
  void number(double x) { hash_.number(x); }
  void count(std::size_t n) { hash_.number(static_cast<double>(n)); }
  void numbers(const std::vector<double>& x) { hash_.numbers(x); }
  void texts(const std::vector<std::string>& list) {
    count(list.size());
    for (const auto& t : list) text(t);
  }
  void dates(const std::vector<Date>& list) {
    count(list.size());
    for (const Date d : list) number(d.days);
  }
  std::string hex() { return hash_.hex(); }

 private:
  Sha256 hash_;
};

void add(Digest& d, const Instruments& instruments) {
  d.text("instruments");
  d.texts(instruments.id);
  for (const Kind kind : instruments.kind) d.text(name_of(kind));
  d.count(instruments.text.size());
  for (const auto& [name, values] : instruments.text) {
    d.text(name);
    d.texts(values);
  }
  d.count(instruments.number.size());
  for (const auto& [name, values] : instruments.number) {
    d.text(name);
    for (const double x : values) d.number(x);
  }
}

void add(Digest& d, const Field& field) {
  d.text(field.info.name);
  d.text(field.info.unit);
  d.text(name_of(field.info.sampling));
  d.text(name_of(field.info.quote));
  d.number(field.info.knowledge_lag);
  d.text(field.info.composite);
  d.count(field.panel.rows);
  d.count(field.panel.names);
  d.numbers(field.panel.values);
}

void add(Digest& d, const Series& series) {
  d.text(series.name);
  d.text(series.unit);
  d.text(name_of(series.sampling));
  d.dates(series.dates);
  d.numbers(series.values);
  d.dates(series.known_at);
}

void add(Digest& d, const Curve& curve) {
  d.text(curve.currency);
  d.count(curve.node_days.size());
  for (const auto days : curve.node_days) d.number(days);
  d.count(curve.rows);
  d.numbers(curve.zero_rates);
}

}  // namespace

std::string data_digest(const MarketData& data) {
  Digest d;
  d.text("relval market 1");
  for (const auto* text : {&data.info.title, &data.info.origin, &data.info.licence, &data.info.taxonomy}) d.text(*text);
  d.number(data.info.synthetic);
  if (!data.info.market_case.empty()) {  // stores without cases keep the digest they had before there were any
    d.text("case");
    d.text(data.info.market_case);
  }
  d.dates(data.dates);
  add(d, data.instruments);
  d.count(data.fields.size());
  for (const auto& [name, field] : data.fields) add(d, field);
  d.count(data.series.size());
  for (const auto& [name, series] : data.series) add(d, series);
  d.count(data.curves.size());
  for (const auto& [currency, curve] : data.curves) add(d, curve);
  d.count(data.events.size());
  for (const Event& e : data.events) {
    d.number(e.date.days);
    d.text(e.instrument);
    d.text(e.kind);
    d.number(e.value);
    d.number(e.known_at.days);
  }
  return d.hex();
}

}  // namespace relval
