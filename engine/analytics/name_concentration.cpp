#include "analytics/name_concentration.hpp"

#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"

namespace relval {

namespace {

double gross_of(std::span<const double> risk) {
  CompensatedSum sum;
  for (const double x : risk) sum.add(std::fabs(x));
  return sum.value();
}

}  // namespace

Statistic herfindahl(std::span<const double> risk) {
  if (!all_finite(risk)) return undefined(Status::non_finite_input);
  const double total = gross_of(risk);
  if (total == 0) return undefined(Status::too_few);
  CompensatedSum squares;
  for (const double x : risk) {
    const double share = std::fabs(x) / total;
    squares.add(share * share);
  }
  return defined(squares.value());
}

NameConcentration name_concentration(const std::map<std::string, double>& risk_by_name) {
  NameConcentration out;
  std::vector<double> risk;
  for (const auto& [name, x] : risk_by_name) risk.push_back(x);
  out.hhi = out.effective_names = herfindahl(risk);
  if (out.hhi.status == Status::non_finite_input) return out;
  out.names = static_cast<std::size_t>(std::count_if(risk.begin(), risk.end(), [](double x) { return x != 0; }));
  if (!out.hhi.ok()) return out;
  out.effective_names = defined(1.0 / out.hhi.value);
  const double total = gross_of(risk);
  for (const auto& [name, x] : risk_by_name)
    if (x != 0) out.top.emplace_back(name, std::fabs(x) / total);
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
