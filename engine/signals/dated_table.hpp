// Values stated by date and asset; NaN = not stated.
#pragma once

#include <cstdint>
#include <vector>

#include "base/date.hpp"

namespace relval {

struct DatedTable {
  std::vector<Date> dates;           // increasing
  std::vector<std::int32_t> assets;  // of each column
  std::vector<double> values;        // [date][column], column order as in assets
};

}  // namespace relval
