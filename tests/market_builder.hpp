// Small markets made by hand for tests, and the header and selection a store would give of them.
#pragma once

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "base/numeric.hpp"
#include "market/store.hpp"

namespace relval::test {

class MarketBuilder {
 public:
  explicit MarketBuilder(std::vector<std::string> dates) {
    for (const std::string& d : dates) market_.dates.push_back(*parse_iso_date(d));
  }
  MarketBuilder(Date first, std::size_t rows) {  // weekdays
    for (Date d = first; market_.dates.size() < rows; ++d.days)
      if (!is_weekend(d)) market_.dates.push_back(d);
  }

  MarketBuilder& instrument(const std::string& id, Kind kind = Kind::spread_index) {
    market_.instruments.id.push_back(id);
    market_.instruments.kind.push_back(kind);
    market_.instruments.text["issuer"].push_back(id);
    return *this;
  }
  // By instrument: a series of a value a row, or one value for all rows.
  MarketBuilder& field(const std::string& name, const std::string& unit,
                       const std::vector<std::vector<double>>& columns) {
    Field& f = market_.fields[name];
    f.info.name = name;
    f.info.unit = unit;
    f.panel = {market_.dates.size(), columns.size(), {}};
    for (std::size_t t = 0; t < market_.dates.size(); ++t)
      for (const auto& c : columns) f.panel.values.push_back(c.size() == 1 ? c[0] : c.at(t));
    return *this;
  }
  MarketBuilder& series(const Series& s) {
    market_.series[s.name] = s;
    return *this;
  }
  MarketData build() const { return market_; }
  MarketData& market() { return market_; }

 private:
  MarketData market_;
};

StoreHeader header_of(const MarketData&);
MarketData select(const MarketData&, const StoreRequest&);  // what Store::read would give

// A stream of numbers from a seed (splitmix64), for property tests that replay.
class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : state_(seed) {}
  std::uint64_t bits() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  double uniform(double low, double high) { return low + (high - low) * static_cast<double>(bits() >> 11) * 0x1p-53; }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(bits() % n); }
  bool chance(double p) { return uniform(0, 1) < p; }

 private:
  std::uint64_t state_;
};

// A market of random walks with gaps: instruments N0.. with spread, duration, convexity, slope and loss.
MarketData random_market(std::uint64_t seed, std::size_t rows, std::size_t names, double gap_chance = 0.05);

inline bool same_bits(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

}  // namespace relval::test
