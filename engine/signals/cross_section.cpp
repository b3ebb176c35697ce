#include "signals/cross_section.hpp"

#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"

namespace relval {

void rank_across(std::span<const double> x, std::vector<std::size_t>& order, std::span<double> out) {
  order.clear();
  std::fill(out.begin(), out.end(), kNaN);
  for (std::size_t i = 0; i < x.size(); ++i)
    if (!std::isnan(x[i])) order.push_back(i);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return x[a] < x[b]; });
  const std::size_t n = order.size();
  for (std::size_t first = 0; first < n;) {
    std::size_t end = first + 1;
    while (end < n && x[order[end]] == x[order[first]]) ++end;
    const double place = static_cast<double>(first + end - 1) / 2;  // from 0: the mean of first .. end - 1
    for (; first < end; ++first) out[order[first]] = n > 1 ? place / static_cast<double>(n - 1) : 0.5;
  }
}

}  // namespace relval
