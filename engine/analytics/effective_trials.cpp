#include "analytics/effective_trials.hpp"

#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"

namespace relval {
namespace {

bool moves(const std::vector<double>& x) { return sharpe_per_period(x).ok(); }

std::vector<double> standardised(const std::vector<double>& x) {
  const double centre = mean(x), deviation = sample_deviation(x);
  std::vector<double> z;
  for (const double v : x) z.push_back((v - centre) / deviation);
  return z;
}

}  // namespace

Correlations trial_correlations(const Trials& trials) {
  std::vector<std::vector<double>> z;
  for (const auto& x : trials)
    if (moves(x)) z.push_back(standardised(x));
  Correlations c(z.size(), std::vector<double>(z.size(), 1));
  for (std::size_t i = 0; i < z.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      CompensatedSum sum;
      for (std::size_t t = 0; t < z[i].size(); ++t) sum.add(z[i][t] * z[j][t]);
      c[i][j] = c[j][i] = std::clamp(sum.value() / static_cast<double>(z[i].size() - 1), -1.0, 1.0);
    }
  return c;
}

AverageCorrelationTrials trials_by_average_correlation(const Correlations& c) {
  const double m = static_cast<double>(c.size());
  if (c.size() < 2) return {undefined(Status::too_few), kNaN};
  CompensatedSum sum;
  for (std::size_t i = 0; i < c.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) sum.add(c[i][j]);
  const double average = sum.value() / (m * (m - 1) / 2), r = std::clamp(average, 0.0, 1.0);
  return {defined(r + (1 - r) * m), average};
}

Statistic trials_by_participation(const Correlations& c) {
  if (c.empty()) return undefined(Status::too_few);
  CompensatedSum sum;
  for (const auto& row : c)
    for (const double r : row) sum.add(r * r);
  const double m = static_cast<double>(c.size());
  return defined(m * m / sum.value());
}

}  // namespace relval
