#include "analytics/filtered_history.hpp"

#include <cmath>
#include <vector>

#include "base/numeric.hpp"

namespace relval {

FilteredTail filtered_tail(std::span<const double> returns, const VariancePath& path, double confidence) {
  const Statistic none = undefined(path.status);
  if (path.status != Status::ok) return {{confidence, none, none}, none};
  const double next = std::sqrt(path.variance.back());
  std::vector<double> scenarios, deviations;
  for (std::size_t t = 0; t < returns.size(); ++t) {
    deviations.push_back(std::sqrt(path.variance[t]));
    scenarios.push_back(path.mean + next * ((returns[t] - path.mean) / deviations[t]));
  }
  return {tail_risk(scenarios, confidence), ratio(next, mean(deviations))};
}

}  // namespace relval
