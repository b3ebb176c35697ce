// What was loaded from a store: dates, instruments, fields as [row][name] panels, exogenous series.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace relval {

// rows x names, row-major: one row is the cross-section of a date. NaN = no value that day.
struct Panel {
  std::size_t rows = 0, names = 0;
  std::vector<double> values;
  const double* row(std::size_t t) const { return values.data() + t * names; }
  double* row(std::size_t t) { return values.data() + t * names; }
  double at(std::size_t t, std::size_t name) const { return values[t * names + name]; }
};

enum class Kind { spread_index, price };  // how an instrument is valued
enum class Sampling { point, average };   // a mark at a close, or the mean over the row's period
// constant_maturity: the point does not shorten, so it rolls down its curve. portfolio: an index that shortens by
// itself.
enum class Quote { unstated, constant_maturity, portfolio };

struct FieldInfo {
  std::string name;             // spread, duration, ...: see market/fields.hpp
  std::string unit;             // as the store states it
  Sampling sampling = Sampling::point;
  Quote quote = Quote::unstated;
  int knowledge_lag = 0;        // rows after its date on which a value is known
  std::string composite;        // of ratings: the rule that made one out of several
};
struct Field {
  FieldInfo info;
  Panel panel;
};

// The columns of the taxonomy, from the coarsest.
inline constexpr std::array<const char*, 3> kSectorLevels = {"sector_l1", "sector_l2", "sector_l3"};

// The instruments table: columns of equal length, one entry per instrument, in the store's order.
struct Instruments {
  std::vector<std::string> id;
  std::vector<Kind> kind;
  std::map<std::string, std::vector<std::string>> text;  // issuer, parent, sector_l1..l3, currency, seniority, ...
  std::map<std::string, std::vector<double>> number;     // tenor_years, coupon, recovery, ...; NaN = not stated

  std::size_t size() const { return id.size(); }
  const std::string& text_of(const std::string& column, std::size_t i) const;  // "" where the column is absent
  double number_of(const std::string& column, std::size_t i) const;            // NaN where the column is absent
  std::optional<std::size_t> find(const std::string& wanted) const;            // by id
  Instruments part(std::span<const std::uint32_t> positions) const;
};

// An exogenous series. Entries are in order of (date, known_at); a date may repeat: a revision, known later.
struct Series {
  std::string name, unit;
  Sampling sampling = Sampling::point;
  std::vector<Date> dates;
  std::vector<double> values;
  std::vector<Date> known_at;  // first close at which the value may be used
};

// Zero rates of one currency, continuous, Act/365F, decimals; discount factors are log-linear between nodes.
struct Curve {
  std::string currency;
  std::vector<std::int32_t> node_days;
  std::size_t rows = 0;            // 0: one curve for all dates; else one per date of the store
  std::vector<double> zero_rates;  // [max(rows, 1)][node]
};

struct Event {
  Date date;
  std::string instrument, kind;  // default, auction, roll, downgrade, maturity, call, factor
  double value = 0;
  Date known_at;
};

struct StoreInfo {
  std::string title, origin, licence, taxonomy, created_by;
  bool synthetic = false;
  bool unchecksummed = false;  // some dataset has no fletcher32: a foreign store
  std::string market_case = {};  // of a store with several: the one the fields are of
};

struct MarketData {
  StoreInfo info;
  std::vector<Date> dates;
  Instruments instruments;
  std::map<std::string, Field> fields;
  std::map<std::string, Series> series;
  std::map<std::string, Curve> curves;
  std::vector<Event> events;

  const Panel* panel(const std::string& field) const;  // nullptr where not loaded
};

// SHA-256 over everything above but created_by and unchecksummed, in a canonical order: the identity of the data,
// whatever file they came from.
std::string data_digest(const MarketData&);

const char* name_of(Kind);
const char* name_of(Sampling);
const char* name_of(Quote);
std::optional<Kind> kind_from(const std::string&);

// What one row of a store is, from the median distance of its dates: "day", "week", "month", "quarter", "year".
struct RowUnit {
  std::string name;
  double periods_per_year = 0;  // 252, 52, 12, 4, 1
};
RowUnit row_unit(std::span<const Date> dates);

}  // namespace relval
