// A small market and a place to write it, for the tests of the store.
#pragma once

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <functional>
#include <limits>

#include "base/error.hpp"
#include "base/text.hpp"
#include "catch.hpp"
#include "market/store.hpp"

namespace relval::test {

inline const double kNone = std::numeric_limits<double>::quiet_NaN();

struct TemporaryDirectory {
  Path path;
  TemporaryDirectory()
      : path(std::filesystem::temp_directory_path() / format("relval_store_{}", std::int64_t{getpid()})) {
    make_directories(path);
  }
  ~TemporaryDirectory() { remove_tree(path); }
};

// Five business days from Monday 2024-01-01, three instruments, something of every part of a store.
inline MarketData small_market() {
  MarketData m;
  m.info = {"A small market", "made for a test", "free", "own", "store_test", false, false};
  for (int t = 0; t < 5; ++t) m.dates.push_back({make_date(2024, 1, 1).days + t});
  m.instruments.id = {"BANKS", "UTILITIES", "GOLD"};
  m.instruments.kind = {Kind::spread_index, Kind::spread_index, Kind::price};
  m.instruments.text["currency"] = {"USD", "USD", ""};
  m.instruments.text["sector_l1"] = {"Financial", "Utility", "caf\xc3\xa9"};
  m.instruments.number["tenor_years"] = {5, 7, kNone};
  Field spread;
  spread.info = {"spread", "bp", Sampling::average, Quote::portfolio, 2, ""};
  spread.panel = {5, 3, {100, 80, kNone, 101, kNone, kNone, 102, kNone, kNone, 103, 83, kNone, 104, 84, kNone}};
  Field price;
  price.info = {"price", "price", Sampling::point, Quote::unstated, 0, ""};
  price.panel = {5, 3, {kNone, kNone, 10, kNone, kNone, 11, kNone, kNone, 12, kNone, kNone, 13, kNone, kNone, 14}};
  Field rating;
  rating.info = {"rating", "number", Sampling::point, Quote::unstated, 1, "lower of two"};
  rating.panel = {5, 3, std::vector<double>(15, kNone)};
  rating.panel.values[12] = 6;  // A
  rating.panel.values[13] = 9;  // BBB
  Field duration;
  duration.info = {"duration", "years", Sampling::point, Quote::unstated, 0, ""};
  for (int t = 0; t < 5; ++t) duration.panel.values.insert(duration.panel.values.end(), {5, 7, kNone});
  duration.panel.rows = 5;
  duration.panel.names = 3;
  m.fields = {{"spread", spread}, {"price", price}, {"rating", rating}, {"duration", duration}};
  Series capex{"capex", "USD bn", Sampling::point, {}, {}, {}};
  const Date day = m.dates[0];
  capex.dates = {day, day, {day.days + 3}};
  capex.values = {10, 11, 12};
  capex.known_at = {{day.days + 1}, {day.days + 2}, {day.days + 4}};
  m.series["capex"] = capex;
  m.curves["USD"] = {"USD", {365, 1825}, 0, {0.05, 0.04}};
  m.curves["EUR"] = {"EUR", {365}, 5, {0.03, 0.03, kNone, 0.03, 0.03}};
  m.events = {{m.dates[1], "BANKS", "downgrade", 7, m.dates[2]}};
  return m;
}

inline std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::data);
    return e.what();
  }
  return "no error";
}

// Faults as "error|where|what|hint" lines.
inline std::vector<std::string> faults_of(const Path& file) {
  std::vector<std::string> lines;
  for (const StoreFault& f : validate_store(file)) {
    const std::string severity = f.severity == StoreFault::Severity::error ? "error" : "question";
    lines.push_back(severity + "|" + f.where + "|" + f.what + "|" + f.hint);
  }
  return lines;
}

inline Path written(const TemporaryDirectory& directory, const MarketData& data) {
  const Path file = directory.path / "market.h5";
  write_store(file, data);
  return file;
}

inline StoreRequest request(std::size_t first_row, std::size_t rows, std::vector<std::uint32_t> names,
                     std::vector<std::string> fields) {
  StoreRequest r;
  r.first_row = first_row;
  r.rows = rows;
  r.names = std::move(names);
  r.fields = std::move(fields);
  return r;
}

}  // namespace relval::test
