// The market store: one HDF5 file, layout in docs/file_formats.md. Load, verify, close.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/files.hpp"
#include "base/problems.hpp"
#include "market/panel.hpp"

namespace relval {

// What a synthetic store was made from, so that other seeds can be made from the store alone.
struct Generator {
  std::string spec;  // the YAML text that parse_synthetic_spec() reads
  std::uint64_t seed = 0;
};

// Everything but the values of fields and series: enough to choose legs and to plan the read.
struct StoreHeader {
  StoreInfo info;
  std::vector<Date> dates;
  Instruments instruments;
  std::map<std::string, FieldInfo> fields;
  std::vector<std::string> series, curves;
  std::map<std::string, Sampling> series_sampling;  // by series; one that is absent here counts as point
  std::vector<std::string> cases;  // of the market in this file; empty: it holds one and has no cases
  // case -> the fields that have values of their own in it; the others are common.
  std::map<std::string, std::map<std::string, FieldInfo>> case_fields;
  std::optional<Generator> generator;
  const FieldInfo* field(const std::string& name) const;
  // Where the values of a field are, in the case that was chosen: "/fields/spread", "/cases/low/fields/spread".
  std::string dataset(const std::string& field) const;
};

struct StoreRequest {
  std::size_t first_row = 0, rows = 0;    // of the store
  std::vector<std::uint32_t> names;       // store positions, increasing
  std::vector<std::string> fields, series;
  bool events = false;                    // of these names
  bool operator==(const StoreRequest&) const = default;
};

class Store {
 public:
  // Opens and checks the layout: dates increasing, shapes, ids unique and not empty, units of known fields. All faults
  // at once as Error(data). expected_sha256: when given, the file's bytes must have it.
  // market_case: as choose_case(), when given.
  explicit Store(const Path& file, const std::string& expected_sha256 = {}, const std::string& market_case = {});
  ~Store();

  // Which of the file's cases is read; the header's fields become those of the case. Error(usage) for one that the
  // store does not have.
  void choose_case(const std::string& market_case);

  const StoreHeader& header() const;
  // Only the rows, names and fields asked for are read; values outside a known field's possible range and infinities
  // are Error(data) with field, date, instrument and value. A store with cases needs one chosen: Error(usage).
  MarketData read(const StoreRequest&) const;
  MarketData read_all() const;  // everything, curves and events too

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// What is wrong with asking a store with these cases (none: a store without) for this case, or for none ("").
struct CaseFault {
  std::string what, hint;
};
std::optional<CaseFault> case_fault(const std::vector<std::string>& cases, const std::string& asked);

// Writes a store whole. Equal data give equal bytes.
void write_store(const Path& file, const MarketData&);

// Several cases of one market: what `common` holds is the first case; the others state the fields that differ.
struct MarketCase {
  std::string name;
  std::map<std::string, Field> fields;
};
void write_store(const Path& file, const MarketData& common, const std::vector<MarketCase>& cases, const Generator&);

// Facts for `data info`.
struct FieldCoverage {
  FieldInfo info;
  std::string market_case;            // empty: common to all cases
  std::size_t values = 0, cells = 0;  // values present, cells between first and last value of each instrument
  std::size_t instruments = 0;        // with at least one value
  std::size_t longest_gap_rows = 0;   // longest run without a value between two values
  std::string longest_gap_instrument;
  Date longest_gap_from, longest_gap_to;
  double low = 0, median = 0, high = 0;
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
  // counts by value: "kind" -> {("spread_index", 14)}; likewise sector_l1..l3, currency, rating (last row) where
  // present
  std::vector<std::pair<std::string, std::vector<std::pair<std::string, std::size_t>>>> by;
  std::vector<FieldCoverage> fields;
  struct SeriesFacts { std::string name, unit; std::size_t entries, revisions; Date first, last; };
  std::vector<SeriesFacts> series;
  std::vector<std::string> curves;
  std::size_t events = 0;
  std::vector<std::string> cases;
  std::optional<std::uint64_t> generator_seed;
};
StoreDescription describe_store(const Path& file);

// Every fault of a store, first the layout's, then the values': impossible or doubtful units, infinities, weekend
// dates, duplicate ids, instruments without a value, gaps, unchecksummed datasets. severity: error or question.
struct StoreFault {
  enum class Severity { error, question } severity;
  std::string where;  // "/fields/spread 2024-01-31 ACME_5Y"
  std::string what, hint;
};
std::vector<StoreFault> validate_store(const Path& file);

}  // namespace relval
