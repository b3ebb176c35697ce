#include "analytics/autocorrelation.hpp"

#include <cmath>

#include "base/numeric.hpp"

namespace relval {

Statistic autocorrelation(std::span<const double> x, std::size_t lag) {
  if (!all_finite(x)) return undefined(Status::non_finite_input);
  if (x.size() < lag + 2) return undefined(Status::too_few);
  if (is_constant(x, sample_deviation(x))) return undefined(Status::zero_variance);
  const double centre = mean(x);
  CompensatedSum squares, products;
  for (std::size_t t = 0; t < x.size(); ++t) {
    squares.add((x[t] - centre) * (x[t] - centre));
    if (t >= lag) products.add((x[t] - centre) * (x[t - lag] - centre));
  }
  return defined(products.value() / squares.value());
}

}  // namespace relval
