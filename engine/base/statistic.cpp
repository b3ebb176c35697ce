#include "base/statistic.hpp"

#include <algorithm>
#include <cmath>

namespace relval {

const char* name_of(Status s) {
  switch (s) {
    case Status::ok: return "ok";
    case Status::too_few: return "too_few";
    case Status::beyond_sample: return "beyond_sample";
    case Status::zero_variance: return "zero_variance";
    case Status::no_losses: return "no_losses";
    case Status::not_invertible: return "not_invertible";
    case Status::not_converged: return "not_converged";
    case Status::non_finite_input: return "non_finite_input";
    case Status::non_finite: return "non_finite";
    case Status::out_of_domain: return "out_of_domain";
    case Status::not_kept: return "not_kept";
    case Status::no_capital: return "no_capital";
  }
  return "?";
}

Statistic ratio(double numerator, double denominator) {
  if (!std::isfinite(numerator) || !std::isfinite(denominator)) return undefined(Status::non_finite_input);
  if (denominator != 0) return defined(numerator / denominator);
  if (numerator == 0) return undefined(Status::out_of_domain);
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  return {numerator > 0 ? kInfinity : -kInfinity, Status::no_losses};
}

bool all_finite(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
}

bool is_constant(std::span<const double> values, double deviation) {
  double largest = 0;
  for (const double v : values) largest = std::max(largest, std::fabs(v));
  return deviation <= 1e-13 * largest;
}

}  // namespace relval
