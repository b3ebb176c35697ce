#include "analytics/name_concentration.hpp"

#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"

namespace relval {

NameConcentration name_concentration(const std::map<std::string, double>& risk_by_name) {
  NameConcentration out;
  CompensatedSum sum;
  for (const auto& [name, x] : risk_by_name) {
    if (!std::isfinite(x)) {
      out.hhi = out.effective_names = undefined(Status::non_finite_input);
      return out;
    }
    sum.add(std::fabs(x));
    out.names += x != 0 ? 1 : 0;
  }
  const double total = sum.value();
  if (total == 0) return out;
  CompensatedSum squares;
  for (const auto& [name, x] : risk_by_name) {
    const double share = std::fabs(x) / total;
    squares.add(share * share);
    if (x != 0) out.top.emplace_back(name, share);
  }
  out.hhi = defined(squares.value());
  out.effective_names = defined(1.0 / squares.value());
  std::stable_sort(out.top.begin(), out.top.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  if (out.top.size() > kNamesListed) out.top.resize(kNamesListed);
  for (const auto& [name, share] : out.top) out.top_share += share;
  return out;
}

std::map<std::string, double> by_owner(const RiskBook& book, double (*measure)(const Holding&)) {
  std::map<std::string, double> sums;
  for (const Holding& h : book.holdings) sums[h.owner] += measure(h);
  return sums;
}

}  // namespace relval
