#include "analytics/long_run_variance.hpp"

#include "base/numeric.hpp"
#include "signals/regression.hpp"

namespace relval {

double long_run_variance(std::span<const double> x, std::size_t lag) {
  CompensatedSum sum;
  for (std::size_t l = 0; l <= lag && l < x.size(); ++l) {
    const double weight = (l == 0 ? 1.0 : 2.0) * (1.0 - static_cast<double>(l) / static_cast<double>(lag + 1));
    CompensatedSum products;
    for (std::size_t t = l; t < x.size(); ++t) products.add(x[t] * x[t - l]);
    sum.add(weight * products.value());
  }
  const double variance = sum.value() / static_cast<double>(x.size());
  return variance < 0 ? 0 : variance;  // a NaN stays one
}

std::size_t automatic_lag(std::size_t n) { return newey_west_lag(n); }

}  // namespace relval
