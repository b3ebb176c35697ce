// What store.cpp, store_describe.cpp and store_validate.cpp share: a store's header, its faults, its checked values.
// Private to market.
#pragma once

#include <functional>

#include "base/hdf5.hpp"
#include "market/store.hpp"

namespace relval {

class StoreFaults {
 public:
  void error(std::string where, std::string what, std::string hint = {});
  void question(std::string where, std::string what, std::string hint = {});
  // Runs action; an Error of the file becomes a fault and the rest is still looked at. False where there was one.
  bool attempt(const Path& file, const std::function<void()>& action);

  const std::vector<StoreFault>& list() const { return list_; }
  void raise_errors(const Path& file) const;  // Error(data) with every error; questions stay silent

 private:
  std::vector<StoreFault> list_;
};

// The parts of a store that its layout knows, each reading what is there and telling what is wrong.
StoreHeader read_header(const h5::Reader&, StoreFaults&);

// One field's rectangle in the header's case, checked: infinities and impossible values are errors, told once per
// instrument with the first date and the number of values. NaNs come out as one NaN. names: store positions; empty =
// all.
Panel read_field(const h5::Reader&, const StoreHeader&, const FieldInfo&, std::size_t first_row, std::size_t rows,
                 const std::vector<std::uint32_t>& names, StoreFaults&);
Series read_series(const h5::Reader&, const std::string& name, StoreFaults&);
Curve read_curve(const h5::Reader&, const StoreHeader&, const std::string& currency, StoreFaults&);
std::vector<Event> read_events(const h5::Reader&, const StoreHeader&, StoreFaults&);

// Days since 1970-01-01 as dates; a fault and nothing where they are none.
std::vector<Date> read_dates(const h5::Reader&, const std::string& dataset, StoreFaults&);

// "/fields/spread 2024-01-31 ACME_5Y"
std::string cell(const std::string& dataset, Date, const std::string& instrument);
std::string plain(double value);  // for messages: 100000, where exact() writes 1e+05
std::string count_of(std::size_t n, const std::string& noun);                     // "1 value", "3 values"

}  // namespace relval
