// An exogenous series as it was known day by day: the value of its latest date among those published so far.
#pragma once

#include <cstddef>
#include <vector>

#include "market/panel.hpp"

namespace relval {

class KnownSeries {
 public:
  explicit KnownSeries(const Series&);  // which outlives this
  // What was known at the close of the day, NaN before anything was. Days do not go back from call to call.
  double at(Date);

 private:
  const Series& series_;
  std::vector<std::size_t> by_known_;  // entries in the order of their publication
  std::size_t next_ = 0;
  bool any_ = false;
  Date date_;  // of the value
  double value_;
};

}  // namespace relval
