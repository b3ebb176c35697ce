// The market store: one HDF5 file, layout in docs/file_formats.md. Load, verify, close.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/files.hpp"
#include "base/problems.hpp"
#include "market/panel.hpp"

namespace relval {

// Everything but the values of fields and series: enough to choose legs and to plan the read.
struct StoreHeader {
  StoreInfo info;
  std::vector<Date> dates;
  Instruments instruments;
  std::map<std::string, FieldInfo> fields;
  std::vector<std::string> series, curves;
  std::map<std::string, Sampling> series_sampling;  // by series; one that is absent here counts as point
  const FieldInfo* field(const std::string& name) const;
};

struct StoreRequest {
  std::size_t first_row = 0, rows = 0;    // of the store
  std::vector<std::uint32_t> names;       // store positions, increasing
  std::vector<std::string> fields, series;
};

class Store {
 public:
  // Opens and checks the layout: dates increasing, shapes, ids unique and not empty, units of known fields. All faults
  // at once as Error(data). expected_sha256: when given, the file's bytes must have it.
  explicit Store(const Path& file, const std::string& expected_sha256 = {});
  ~Store();

  const StoreHeader& header() const;
  // Only the rows, names and fields asked for are read; values outside a known field's possible range and infinities
  // are Error(data) with field, date, instrument and value.
  MarketData read(const StoreRequest&) const;
  MarketData read_all() const;  // everything, curves and events too

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Writes a store whole. Equal data give equal bytes.
void write_store(const Path& file, const MarketData&);

// Facts for `data info`.
struct FieldCoverage {
  FieldInfo info;
  std::size_t values = 0, cells = 0;  // values present, cells between first and last value of each instrument
  std::size_t instruments = 0;        // with at least one value
  std::size_t longest_gap_rows = 0;   // longest run without a value between two values
  std::string longest_gap_instrument;
  Date longest_gap_from, longest_gap_to;
  double low, median, high;
  // Instruments whose values begin after the store's first row or end before its last, in the store's order.
  std::vector<std::pair<std::string, Date>> late, ended;  // with their first, their last date
};
struct StoreDescription {
  StoreInfo info;
  std::string file;
  Date first, last;
  std::size_t rows = 0;
  RowUnit row;
  std::size_t instruments = 0;
  // counts by value: "kind" -> {("spread_index", 14)}; likewise sector_l1..l3, currency, rating (last row) where present
  std::vector<std::pair<std::string, std::vector<std::pair<std::string, std::size_t>>>> by;
  std::vector<FieldCoverage> fields;
  struct SeriesFacts { std::string name, unit; std::size_t entries, revisions; Date first, last; };
  std::vector<SeriesFacts> series;
  std::vector<std::string> curves;
  std::size_t events = 0;
};
StoreDescription describe_store(const Path& file);

// Every fault of a store, first the layout's, then the values': impossible or doubtful units, infinities, weekend dates,
// duplicate ids, instruments without a value, gaps, unchecksummed datasets. severity: error or question.
struct StoreFault {
  enum class Severity { error, question } severity;
  std::string where;  // "/fields/spread 2024-01-31 ACME_5Y"
  std::string what, hint;
};
std::vector<StoreFault> validate_store(const Path& file);

}  // namespace relval
