// Values of one row against each other.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace relval {

// (r - 1) / (n - 1) for the r-th lowest of the n values that are not NaN: 0 to 1, equal values share the mean of their
// places, a single value has 0.5, a NaN has none. order is scratch memory, out is as long as x and not x itself.
void rank_across(std::span<const double> x, std::vector<std::size_t>& order, std::span<double> out);

}  // namespace relval
