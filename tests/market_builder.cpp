#include "market_builder.hpp"

namespace relval::test {

StoreHeader header_of(const MarketData& m) {
  StoreHeader h;
  h.info = m.info;
  h.dates = m.dates;
  h.instruments = m.instruments;
  for (const auto& [name, field] : m.fields) h.fields[name] = field.info;
  for (const auto& [name, s] : m.series) {
    h.series.push_back(name);
    h.series_sampling[name] = s.sampling;
  }
  return h;
}

MarketData select(const MarketData& m, const StoreRequest& r) {
  MarketData out;
  out.info = m.info;
  out.dates.assign(m.dates.begin() + static_cast<std::ptrdiff_t>(r.first_row),
                   m.dates.begin() + static_cast<std::ptrdiff_t>(r.first_row + r.rows));
  for (std::uint32_t n : r.names) {
    out.instruments.id.push_back(m.instruments.id[n]);
    out.instruments.kind.push_back(m.instruments.kind[n]);
    for (const auto& [column, values] : m.instruments.text) out.instruments.text[column].push_back(values[n]);
    for (const auto& [column, values] : m.instruments.number) out.instruments.number[column].push_back(values[n]);
  }
  for (const std::string& name : r.fields) {
    Field& f = out.fields[name];
    f.info = m.fields.at(name).info;
    f.panel = {r.rows, r.names.size(), {}};
    for (std::size_t t = 0; t < r.rows; ++t)
      for (std::uint32_t n : r.names) f.panel.values.push_back(m.fields.at(name).panel.at(r.first_row + t, n));
  }
  for (const std::string& name : r.series) out.series[name] = m.series.at(name);
  if (r.events) out.events = m.events;
  return out;
}

MarketData random_market(std::uint64_t seed, std::size_t rows, std::size_t names, double gap_chance) {
  Numbers random(seed);
  MarketBuilder b(make_date(2020, 1, 1), rows);
  std::map<std::string, std::vector<std::vector<double>>> columns;
  for (std::size_t i = 0; i < names; ++i) {
    b.instrument("N" + std::to_string(i));
    double s = random.uniform(40, 400);
    const double d = random.uniform(2, 12);
    std::vector<double> spread, duration, convexity, slope, loss;
    for (std::size_t t = 0; t < rows; ++t) {
      s *= 1.0 + random.uniform(-0.03, 0.03);
      const bool gap = t > 0 && random.chance(gap_chance);
      spread.push_back(gap ? kNaN : s);
      duration.push_back(random.chance(gap_chance) && t > 0 ? kNaN : d - 0.001 * static_cast<double>(t % 100));
      convexity.push_back(random.chance(0.5) ? kNaN : 1.1 * d * d);
      slope.push_back(random.uniform(-2, 8));
      loss.push_back(random.chance(0.01) ? random.uniform(0, 0.001) : 0);
    }
    columns["spread"].push_back(spread);
    columns["duration"].push_back(duration);
    columns["convexity"].push_back(convexity);
    columns["slope"].push_back(slope);
    columns["loss"].push_back(loss);
  }
  const std::map<std::string, std::string> units = {
      {"spread", "bp"}, {"duration", "years"}, {"convexity", "years^2"}, {"slope", "bp/year"}, {"loss", "fraction"}};
  for (const auto& [name, values] : columns) b.field(name, units.at(name), values);
  return b.build();
}

}  // namespace relval::test
