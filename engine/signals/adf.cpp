#include "signals/adf.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/numeric.hpp"
#include "signals/least_squares.hpp"

namespace relval {
namespace {

std::size_t deterministic_terms(Deterministic d) { return static_cast<std::size_t>(d); }

struct Regression {
  std::vector<double> y;
  std::vector<std::vector<double>> columns;  // the level first
};

// The last `rows` rows of the test regression.
Regression test_regression(std::span<const double> x, std::size_t lags, std::size_t rows, Deterministic d) {
  Regression r;
  const std::size_t first = x.size() - rows;
  r.columns.resize(1 + lags);
  for (std::size_t t = first; t < x.size(); ++t) {
    r.y.push_back(x[t] - x[t - 1]);
    r.columns[0].push_back(x[t - 1]);
    for (std::size_t i = 1; i <= lags; ++i) r.columns[i].push_back(x[t - i] - x[t - i - 1]);
  }
  for (std::size_t power = 1; power < deterministic_terms(d); ++power) {
    r.columns.emplace_back();
    for (std::size_t t = 1; t <= rows; ++t) {
      const double s = static_cast<double>(t) / static_cast<double>(rows);
      r.columns.back().push_back(power == 1 ? s : s * s);
    }
  }
  return r;
}

LeastSquares fitted(std::span<const double> x, std::size_t lags, std::size_t rows, Deterministic d) {
  const Regression r = test_regression(x, lags, rows, d);
  return least_squares(r.y, r.columns, d == Deterministic::none ? Intercept::none : Intercept::estimated);
}

Status status_of(std::span<const double> x, std::size_t lags, Deterministic d) {
  if (!all_finite(x)) return Status::non_finite_input;
  const std::size_t unknowns = 1 + lags + deterministic_terms(d);
  return x.size() <= lags + 1 + unknowns ? Status::too_few : Status::ok;
}

double criterion_of(const LeastSquares& f, LagCriterion criterion) {
  const double n = static_cast<double>(f.rows), k = static_cast<double>(f.coefficients.size());
  return n * log(f.residual_squares / n) + k * (criterion == LagCriterion::aic ? 2 : log(n));
}

}  // namespace

AdfTest adf(std::span<const double> x, std::size_t lags, Deterministic d) {
  AdfTest test;
  test.lags = lags;
  test.status = status_of(x, lags, d);
  if (test.status != Status::ok) return test;
  test.rows = x.size() - 1 - lags;
  const LeastSquares f = fitted(x, lags, test.rows, d);
  test.status = f.status;
  if (f.status == Status::ok && !(f.standard_errors[0] > 0)) test.status = Status::zero_variance;
  if (test.status != Status::ok) return test;
  test.statistic = f.coefficients[0] / f.standard_errors[0];
  test.p_value = mackinnon_p(test.statistic, 1, d);
  test.critical = mackinnon_critical(static_cast<double>(test.rows), 1, d);
  return test;
}

std::size_t default_max_lags(std::size_t rows, Deterministic d) {
  const double n = static_cast<double>(rows);
  const auto lags = static_cast<std::size_t>(std::ceil(12 * std::sqrt(std::sqrt(n / 100))));
  const std::size_t half = rows / 2, terms = deterministic_terms(d) + 1;
  const std::size_t fits = rows > terms + 2 ? (rows - terms - 2) / 2 : 0;  // more leave no row to spare
  return std::min({lags, half > terms ? half - terms : 0, fits});
}

AdfTest adf_auto(std::span<const double> x, Deterministic d, LagCriterion criterion,
                 std::optional<std::size_t> max_lags) {
  const std::size_t most = max_lags.value_or(default_max_lags(x.size(), d));
  AdfTest none;
  none.status = status_of(x, most, d);
  if (none.status != Status::ok) return none;
  std::optional<std::size_t> best;
  double least = 0;
  for (std::size_t lags = 0; lags <= most; ++lags) {
    const LeastSquares f = fitted(x, lags, x.size() - 1 - most, d);
    if (f.status != Status::ok) continue;
    const double value = criterion_of(f, criterion);
    if (!best || value < least) {
      best = lags;
      least = value;
    }
  }
  if (best) return adf(x, *best, d);
  none.status = Status::not_invertible;
  return none;
}

}  // namespace relval
