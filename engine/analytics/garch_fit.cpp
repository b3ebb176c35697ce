#include "analytics/garch_fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr std::size_t kFewest = 10;
constexpr std::size_t kMostSteps = 500;
constexpr double kGradientEnough = 1e-7;   // of the log-likelihood per unit of a free parameter
constexpr double kNothingGained = 1e-15;   // relative: steps change the last digits only
constexpr double kMostPersistence = 0.99999;

using Vector = std::array<double, 4>;

// Where the search walks freely: mu, ln omega, logit of persistence (alpha + beta) and logit of alpha's share of it.
double logistic(double x) { return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x)); }
double logit(double p) { return log(p / (1 - p)); }

struct Split {
  double persistence, share;
};
Split split_of(const Vector& free) { return {kMostPersistence * logistic(free[2]), logistic(free[3])}; }

Garch model_of(const Vector& free) {
  const auto [persistence, share] = split_of(free);
  return {free[0], exp(free[1]), persistence * share, persistence * (1 - share)};
}

Vector free_of(const Garch& g) {
  const double persistence = g.alpha + g.beta;
  return {g.mu, log(g.omega), logit(persistence / kMostPersistence), logit(g.alpha / persistence)};
}

// The sum of ln v over many v > 0, with one logarithm for many of them: of their product, while a double holds it.
class SumOfLogs {
 public:
  void add(double v) {
    product_ *= v;
    if (product_ > 1e-100 && product_ < 1e100) return;
    sum_ += log(product_);
    product_ = 1;
  }
  double value() const { return sum_ + log(product_); }

 private:
  double sum_ = 0, product_ = 1;
};

struct Point {
  Vector at{};
  double cost = 0;  // minus the log-likelihood
  Vector slope{};   // of the cost
};

// Derivatives of the likelihood by mu, omega, alpha, beta, carried along the recursion of the variance.
Point evaluate(std::span<const double> r, const Vector& free) {
  const Garch g = model_of(free);
  const auto n = static_cast<double>(r.size());
  double square = 0, first = 0;
  for (const double x : r) {
    square += (x - g.mu) * (x - g.mu);
    first += x - g.mu;
  }
  square /= n;
  first /= n;
  double v = g.omega + (g.alpha + g.beta) * square;
  // By name: an array that is written one by one and read as a whole keeps the processor waiting.
  double by_mu = -2 * (g.alpha + g.beta) * first, by_omega = 1, by_alpha = square, by_beta = square;
  double squares = 0;  // over their variances
  SumOfLogs logs;
  Vector slope{};
  for (const double x : r) {
    const double e = x - g.mu, e2 = e * e;
    const double precision = 1 / v, square_here = e2 * precision;
    squares += square_here;
    logs.add(v);
    const double pull = 0.5 * (1 - square_here) * precision;
    slope[0] += pull * by_mu - e * precision;
    slope[1] += pull * by_omega;
    slope[2] += pull * by_alpha;
    slope[3] += pull * by_beta;
    by_mu = g.beta * by_mu - 2 * g.alpha * e;
    by_omega = 1 + g.beta * by_omega;
    by_alpha = e2 + g.beta * by_alpha;
    by_beta = v + g.beta * by_beta;
    v = g.omega + g.alpha * e2 + g.beta * v;
  }
  const double cost = 0.5 * (n * log(2 * std::numbers::pi) + logs.value() + squares);
  const auto [p, s] = split_of(free);
  const double dp = p * (1 - p / kMostPersistence), ds = s * (1 - s);
  const Vector chained = {slope[0], slope[1] * g.omega, dp * (slope[2] * s + slope[3] * (1 - s)),
                          ds * p * (slope[2] - slope[3])};
  return {free, std::isfinite(cost) ? cost : std::numeric_limits<double>::infinity(), chained};
}

double dot(const Vector& a, const Vector& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3]; }

double largest(const Vector& a) {
  double most = 0;
  for (const double x : a) most = std::max(most, std::fabs(x));
  return most;
}

// Broyden, Fletcher, Goldfarb & Shanno: the inverse of the curvature is learned from the slopes on the way.
class QuasiNewton {
 public:
  QuasiNewton() { reset(); }

  void reset() {
    for (std::size_t i = 0; i < 4; ++i) {
      inverse_[i].fill(0);
      inverse_[i][i] = 1;
    }
    fresh_ = true;
  }
  bool fresh() const { return fresh_; }

  Vector direction(const Vector& slope) const {
    Vector d{};
    for (std::size_t i = 0; i < 4; ++i) d[i] = -dot(inverse_[i], slope);
    return d;
  }

  void learn(const Point& before, const Point& after) {
    Vector s{}, y{};
    for (std::size_t i = 0; i < 4; ++i) {
      s[i] = after.at[i] - before.at[i];
      y[i] = after.slope[i] - before.slope[i];
    }
    const double sy = dot(s, y);
    if (!(sy > 0)) return reset();
    if (fresh_) {
      for (std::size_t i = 0; i < 4; ++i) inverse_[i][i] = sy / dot(y, y);
    }
    fresh_ = false;
    Vector hy{};
    for (std::size_t i = 0; i < 4; ++i) hy[i] = dot(inverse_[i], y);
    const double scale = (1 + dot(y, hy) / sy) / sy;
    for (std::size_t i = 0; i < 4; ++i) {
      for (std::size_t j = 0; j < 4; ++j) inverse_[i][j] += scale * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / sy;
    }
  }

 private:
  std::array<Vector, 4> inverse_{};
  bool fresh_ = true;
};

// Halves the step until the cost falls enough (Armijo); the point itself where none does.
Point step_from(std::span<const double> r, const Point& here, const Vector& direction) {
  const double fall = dot(here.slope, direction);
  double length = std::min(1.0, 2.0 / std::max(1e-300, largest(direction)));  // no leap out of sight
  for (int halvings = 0; halvings < 60; ++halvings, length /= 2) {
    Vector to = here.at;
    for (std::size_t i = 0; i < 4; ++i) to[i] += length * direction[i];
    Point there = evaluate(r, to);
    if (there.cost <= here.cost + 1e-4 * length * fall) return there;
  }
  return here;
}

struct Found {
  Point point;
  bool converged = false;
};

Found descend(std::span<const double> r, const Vector& start) {
  Found f{evaluate(r, start), false};
  QuasiNewton curvature;
  for (std::size_t step = 0; step < kMostSteps; ++step) {
    if (largest(f.point.slope) <= kGradientEnough) return {f.point, true};
    Vector direction = curvature.direction(f.point.slope);
    if (dot(direction, f.point.slope) >= 0) {
      curvature.reset();
      direction = curvature.direction(f.point.slope);
    }
    const Point next = step_from(r, f.point, direction);
    const double gained = f.point.cost - next.cost;
    if (gained <= kNothingGained * std::fabs(f.point.cost)) {
      if (curvature.fresh()) return {next, true};  // not even straight downhill
      curvature.reset();
      f.point = next;
      continue;
    }
    curvature.learn(f.point, next);
    f.point = next;
  }
  return f;
}

}  // namespace

GarchFit fit_garch(std::span<const double> returns) {
  GarchFit fit;
  const double deviation = sample_deviation(returns);
  if (!all_finite(returns)) fit.status = Status::non_finite_input;
  else if (returns.size() < kFewest) fit.status = Status::too_few;
  else if (is_constant(returns, deviation)) fit.status = Status::zero_variance;
  else fit.status = Status::ok;
  if (fit.status != Status::ok) return fit;

  std::vector<double> scaled(returns.begin(), returns.end());
  for (double& r : scaled) r /= deviation;
  Found best;
  best.point.cost = std::numeric_limits<double>::infinity();
  for (const double persistence : {0.98, 0.9, 0.6}) {
    for (const double share : {0.06, 0.3}) {
      const Garch start{mean(scaled), 1 - persistence, persistence * share, persistence * (1 - share)};
      const Found found = descend(scaled, free_of(start));
      if (found.point.cost < best.point.cost) best = found;
    }
  }
  const Garch g = model_of(best.point.at);
  fit.parameters = {g.mu * deviation, g.omega * deviation * deviation, g.alpha, g.beta};
  fit.log_likelihood = garch_variance(returns, fit.parameters).log_likelihood;
  fit.status = best.converged && std::isfinite(fit.log_likelihood) ? Status::ok : Status::not_converged;
  return fit;
}

}  // namespace relval
