#include "analytics/walk_forward_result.hpp"

#include <algorithm>
#include <cmath>

#include "analytics/benchmark.hpp"
#include "base/error.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

std::vector<double> ranks(std::span<const double> x) {
  std::vector<double> out;
  for (const double v : x) {
    const auto below = std::count_if(x.begin(), x.end(), [v](double w) { return w < v; });
    const auto equal = std::count(x.begin(), x.end(), v);
    out.push_back(static_cast<double>(below) + static_cast<double>(equal + 1) / 2);
  }
  return out;
}

}  // namespace

Statistic walk_forward_efficiency(const WalkForwardMeans& m) {
  if (m.in_sample.empty() || m.in_sample.size() != m.out_of_sample.size()) return undefined(Status::too_few);
  if (!all_finite(m.in_sample) || !all_finite(m.out_of_sample)) return undefined(Status::non_finite_input);
  const double seen = mean(m.in_sample);
  return seen > 0 ? defined(mean(m.out_of_sample) / seen) : undefined(Status::out_of_domain);
}

Statistic share_of_windows_above_zero(const WalkForwardMeans& m) {
  if (m.out_of_sample.empty()) return undefined(Status::too_few);
  if (!all_finite(m.out_of_sample)) return undefined(Status::non_finite_input);
  const auto above = std::count_if(m.out_of_sample.begin(), m.out_of_sample.end(), [](double v) { return v > 0; });
  return defined(static_cast<double>(above) / static_cast<double>(m.out_of_sample.size()));
}

Statistic parameter_drift(const std::vector<std::vector<double>>& values, const std::vector<double>& ranges) {
  if (values.size() < 2 || ranges.empty()) return undefined(Status::too_few);
  CompensatedSum sum;
  for (std::size_t w = 1; w < values.size(); ++w) {
    if (values[w].size() != ranges.size() || values[w - 1].size() != ranges.size())
      throw Error(ErrorKind::bug, "parameter_drift", "windows differ in parameters");
    for (std::size_t p = 0; p < ranges.size(); ++p) {
      if (!(ranges[p] > 0)) return undefined(Status::out_of_domain);
      sum.add(std::fabs(values[w][p] - values[w - 1][p]) / ranges[p]);
    }
  }
  return defined(sum.value() / static_cast<double>((values.size() - 1) * ranges.size()));
}

Statistic rank_correlation(std::span<const double> in_sample, std::span<const double> out_of_sample) {
  if (!all_finite(in_sample) || !all_finite(out_of_sample)) return undefined(Status::non_finite_input);
  return correlation(ranks(in_sample), ranks(out_of_sample));
}

}  // namespace relval
