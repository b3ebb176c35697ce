#include "analytics/adjusted_pvalues.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analytics/probabilistic_sharpe.hpp"
#include "base/numeric.hpp"
#include "base/special_functions.hpp"

namespace relval {
namespace {

// p in ascending order -> adjusted.
void adjust(std::vector<double>& p, Adjustment how) {
  const std::size_t m = p.size();
  const double tests = static_cast<double>(m);
  double harmonic = 0;
  for (std::size_t j = 1; j <= m; ++j) harmonic += 1 / static_cast<double>(j);
  if (how == Adjustment::bonferroni || how == Adjustment::holm) {
    double largest = 0;
    for (std::size_t j = 0; j < m; ++j) {
      const double left = how == Adjustment::holm ? tests - static_cast<double>(j) : tests;
      largest = std::max(largest, left * p[j]);
      p[j] = std::min(largest, 1.0);
    }
    return;
  }
  const double factor = how == Adjustment::bh ? 1 : harmonic;
  double smallest = how == Adjustment::bhy_harvey_liu && m > 0 ? p[m - 1] : 1;
  for (std::size_t j = m; j-- > 0;) {
    const bool as_it_is = how == Adjustment::bhy_harvey_liu && j == m - 1;
    if (!as_it_is) smallest = std::min(smallest, factor * tests / static_cast<double>(j + 1) * p[j]);
    p[j] = smallest;
  }
}

}  // namespace

double sharpe_p_value_of_t(double t, double periods) {
  return periods < 2 ? kNaN : 2 * student_t_upper_tail(std::fabs(t), periods - 1);
}

Statistic sharpe_p_value(std::span<const double> returns) {
  const Statistic s = sharpe_per_period(returns);
  if (!s.ok()) return s;
  const double n = static_cast<double>(returns.size());
  return defined(sharpe_p_value_of_t(s.value * std::sqrt(n), n));
}

std::optional<Adjustment> adjustment_of(std::string_view name) {
  if (name == "bonferroni") return Adjustment::bonferroni;
  if (name == "holm") return Adjustment::holm;
  if (name == "bh") return Adjustment::bh;
  if (name == "by") return Adjustment::by;
  if (name == "bhy_harvey_liu") return Adjustment::bhy_harvey_liu;
  return std::nullopt;
}

std::vector<double> adjusted_p_values(std::span<const double> p, Adjustment how) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p.size(); ++i)
    if (!std::isnan(p[i])) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  std::vector<double> sorted;
  for (const std::size_t i : order) sorted.push_back(p[i]);
  adjust(sorted, how);
  std::vector<double> out(p.size(), kNaN);
  for (std::size_t j = 0; j < order.size(); ++j) out[order[j]] = sorted[j];
  return out;
}

std::vector<Haircut> haircut_sharpes(const Trials& trials, Adjustment how, double periods_per_year) {
  std::vector<double> p;
  for (const auto& x : trials) p.push_back(sharpe_p_value(x).value);
  const std::vector<double> adjusted = adjusted_p_values(p, how);
  std::vector<Haircut> out;
  for (std::size_t k = 0; k < trials.size(); ++k) {
    const Statistic own = sharpe_per_period(trials[k]);
    out.push_back({undefined(own.status), kNaN});
    if (!own.ok()) continue;
    const double n = static_cast<double>(trials[k].size());
    const double t = adjusted[k] >= 1 ? 0 : student_t_upper_quantile(adjusted[k] / 2, n - 1);
    const double left = std::copysign(t, own.value) / std::sqrt(n);
    out.back().sharpe = defined(left * std::sqrt(periods_per_year));
    if (own.value != 0) out.back().haircut = 1 - left / own.value;
  }
  return out;
}

}  // namespace relval
