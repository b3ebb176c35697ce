#include "analytics/realised_tails.hpp"

#include <algorithm>
#include <cmath>

namespace relval {

std::vector<TailRisks> realised_tails(std::span<const double> pnl) {
  std::vector<TailRisks> all;
  all.reserve(pnl.size());
  std::vector<double> ascending;
  ascending.reserve(pnl.size());
  for (std::size_t t = 0; t < pnl.size(); ++t) {
    if (std::isnan(pnl[t])) {  // has no place in the order: undefined from here on
      for (; t < pnl.size(); ++t) all.push_back(tail_risks(pnl.first(t + 1)));
      break;
    }
    ascending.insert(std::upper_bound(ascending.begin(), ascending.end(), pnl[t]), pnl[t]);
    all.push_back({t + 1, tail_risk_of_sorted(ascending, 0.95), tail_risk_of_sorted(ascending, 0.99)});
  }
  return all;
}

}  // namespace relval
