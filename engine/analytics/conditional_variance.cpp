#include "analytics/conditional_variance.hpp"

#include <cmath>
#include <numbers>

#include "base/numeric.hpp"

namespace relval {
namespace {

double mean_square(std::span<const double> returns, double mu) {
  CompensatedSum squares;
  for (const double r : returns) squares.add((r - mu) * (r - mu));
  return squares.value() / static_cast<double>(returns.size());
}

// Variances from the first on, each from the one before and its row.
VariancePath path_of(std::span<const double> returns, const Garch& g, double first) {
  VariancePath path;
  path.status = Status::ok;
  path.mean = g.mu;
  path.variance.reserve(returns.size() + 1);
  path.variance.push_back(first);
  CompensatedSum terms;
  for (const double r : returns) {
    const double e2 = (r - g.mu) * (r - g.mu), v = path.variance.back();
    if (!(v > 0)) path.status = Status::zero_variance;
    terms.add(log(2 * std::numbers::pi) + log(v) + e2 / v);
    path.variance.push_back(g.omega + g.alpha * e2 + g.beta * v);
  }
  if (path.status == Status::ok) path.log_likelihood = -0.5 * terms.value();
  return path;
}

VariancePath without(Status s) {
  VariancePath path;
  path.status = s;
  return path;
}

}  // namespace

VariancePath ewma_variance(std::span<const double> returns, double lambda) {
  if (!all_finite(returns)) return without(Status::non_finite_input);
  if (returns.empty()) return without(Status::too_few);
  if (!(lambda > 0 && lambda < 1)) return without(Status::out_of_domain);
  return path_of(returns, {0, 0, 1 - lambda, lambda}, mean_square(returns, 0));
}

VariancePath garch_variance(std::span<const double> returns, const Garch& g, std::optional<double> first) {
  if (!all_finite(returns)) return without(Status::non_finite_input);
  if (returns.empty()) return without(Status::too_few);
  if (g.omega < 0 || g.alpha < 0 || g.beta < 0) return without(Status::out_of_domain);
  return path_of(returns, g, first ? *first : g.omega + (g.alpha + g.beta) * mean_square(returns, g.mu));
}

}  // namespace relval
