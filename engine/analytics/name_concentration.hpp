// How many names the risk of a book is spread over.
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analytics/risk_book.hpp"

namespace relval {

// p = |x| / sum |x| over names, x a risk measure netted within the name. HHI (Herfindahl-Hirschman index) = sum of p^2,
// between 1/n and 1; 1 / HHI is the number of equal names that would be as concentrated.
struct NameConcentration {
  Statistic hhi, effective_names;
  std::size_t names = 0;                             // with x != 0
  std::vector<std::pair<std::string, double>> top;   // the largest five with their p, ties in the order of the name
  double top_share = 0;                              // of those together
};
inline constexpr std::size_t kNamesListed = 5;

NameConcentration name_concentration(const std::map<std::string, double>& risk_by_name);

// HHI alone, of risk by name in the order of the names; too_few where there is no risk.
Statistic herfindahl(std::span<const double> risk);

// A measure of the book by parent (issuer or instrument where the store names none).
std::map<std::string, double> by_owner(const RiskBook&, double (*measure)(const Holding&));

}  // namespace relval
