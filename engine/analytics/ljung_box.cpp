#include "analytics/ljung_box.hpp"

#include "analytics/autocorrelation.hpp"
#include "analytics/moments.hpp"
#include "base/numeric.hpp"
#include "base/special_functions.hpp"

namespace relval {

ChiSquareTest ljung_box(std::span<const double> x, std::size_t lags) {
  if (lags == 0) return {undefined(Status::out_of_domain), undefined(Status::out_of_domain)};
  const auto n = static_cast<double>(x.size());
  CompensatedSum sum;
  for (std::size_t k = 1; k <= lags; ++k) {
    const Statistic rho = autocorrelation(x, k);
    if (!rho.ok()) return {rho, rho};
    sum.add(rho.value * rho.value / (n - static_cast<double>(k)));
  }
  const double q = n * (n + 2) * sum.value();
  return {defined(q), defined(chi_square_upper_tail(q, static_cast<double>(lags)))};
}

ChiSquareTest jarque_bera(std::span<const double> x) {
  const Statistic g1 = skewness(x), g2 = excess_kurtosis(x);
  if (!g2.ok()) return {g2, g2};
  const double jb = static_cast<double>(x.size()) / 6 * (g1.value * g1.value + g2.value * g2.value / 4);
  return {defined(jb), defined(chi_square_upper_tail(jb, 2))};
}

}  // namespace relval
