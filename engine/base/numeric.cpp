// SLEEF's deterministic functions ("cinz": the same bits for every lane width, without fused multiply-add) and sums.
#include "base/numeric.hpp"

#include <bit>
#include <cmath>
#include <cstdint>

#include <sleef.h>

#include "base/error.hpp"
#include "base/lanes.hpp"

namespace relval {
namespace {

// The double `steps` places up the number line. Written out because nextafter is a libm function.
double stepped(double x, int steps) {
  constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
  auto place = std::bit_cast<std::int64_t>(x);
  if (place < 0) place = kLowest - place;  // sign and magnitude to an ordered integer; minus zero meets zero
  place += steps;
  if (place < 0) place = kLowest - place;
  return std::bit_cast<double>(place);
}

}  // namespace

double exp(double x) { return Sleef_cinz_expd1_u10purec(x); }
double expm1(double x) { return Sleef_cinz_expm1d1_u10purec(x); }
double log(double x) { return Sleef_cinz_logd1_u10purec(x); }
double log1p(double x) { return Sleef_cinz_log1pd1_u10purec(x); }
double tanh(double x) { return Sleef_cinz_tanhd1_u10purec(x); }

void expm1_each(std::span<const double> x, std::span<double> y) {
  if (x.size() != y.size()) throw Error(ErrorKind::bug, "expm1_each", "x and y differ in length");
  const auto whole = lanes::width() == lanes::Width::avx ? lanes::expm1_avx : lanes::expm1_sse2;
  for (std::size_t i = whole(x.data(), y.data(), x.size()); i < x.size(); ++i) y[i] = expm1(x[i]);
}

double compensated_sum(std::span<const double> values) {
  CompensatedSum sum;
  for (const double v : values) sum.add(v);
  return sum.value();
}

double mean(std::span<const double> values) {
  return values.empty() ? kNaN : compensated_sum(values) / static_cast<double>(values.size());
}

double sample_deviation(std::span<const double> values) { return sample_deviation(values, mean(values)); }

double sample_deviation(std::span<const double> values, double centre) {
  if (values.size() < 2) return kNaN;
  CompensatedSum squares;
  for (const double v : values) squares.add((v - centre) * (v - centre));
  return std::sqrt(squares.value() / static_cast<double>(values.size() - 1));
}

double closing_residual(double total, double sum_of_parts) {
  const double nearest = total - sum_of_parts;
  if (sum_of_parts + nearest == total || !std::isfinite(nearest)) return nearest;
  for (const int steps : {1, -1}) {  // sum + r grows with r and missed by less than a step: further ones cannot hit
    const double moved = stepped(nearest, steps);
    if (sum_of_parts + moved == total) return moved;
  }
  return nearest;
}

}  // namespace relval
