#include "market/known_series.hpp"

#include <algorithm>
#include <numeric>

#include "base/numeric.hpp"

namespace relval {

KnownSeries::KnownSeries(const Series& series)
    : series_(series), by_known_(series.dates.size()), value_(kNaN) {
  std::iota(by_known_.begin(), by_known_.end(), std::size_t{0});
  std::stable_sort(by_known_.begin(), by_known_.end(),
                   [&](std::size_t a, std::size_t b) { return series_.known_at[a] < series_.known_at[b]; });
}

double KnownSeries::at(Date day) {
  for (; next_ < by_known_.size() && series_.known_at[by_known_[next_]] <= day; ++next_) {
    const std::size_t i = by_known_[next_];
    if (any_ && series_.dates[i] < date_) continue;  // a late word on an older date
    any_ = true;
    date_ = series_.dates[i];
    value_ = series_.values[i];
  }
  return value_;
}

}  // namespace relval
