// Did losses exceed the value at risk as often as it promised, and without runs? Likelihood ratios with chi-square
// p-values.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/statistic.hpp"

namespace relval {

struct CoverageTest {
  Statistic ratio, p;  // likelihood ratio and its p-value
};

// x exceedances in n periods where a share `rate` was promised: 2 [(n - x) ln((1 - x/n) / (1 - rate)) + x ln((x/n) /
// rate)], one degree of freedom (Kupiec 1995). Two-sided: too few exceedances reject too.
CoverageTest kupiec(std::size_t exceedances, std::size_t periods, double rate);

// Pairs of neighbouring periods: n01 counts a calm one followed by an exceedance.
struct Clustering {
  std::size_t periods = 0, exceedances = 0;
  std::size_t n00 = 0, n01 = 0, n10 = 0, n11 = 0;
  CoverageTest unconditional;  // kupiec over all periods
  CoverageTest independence;   // is an exceedance likelier after one? One degree of freedom; 0 when there are none
  CoverageTest conditional;    // the sum of both, two degrees (Christoffersen 1998)
};
Clustering christoffersen(const std::vector<bool>& exceeded, double rate);

// The traffic light of the Basel Committee (1996): yellow from the x on with P(X <= x) >= 95 %, red from 99.99 %, X
// binomial(n, rate).
enum class Zone : unsigned char { green, yellow, red };
Zone basel_zone(std::size_t exceedances, std::size_t periods, double rate);
const char* name_of(Zone);

}  // namespace relval
