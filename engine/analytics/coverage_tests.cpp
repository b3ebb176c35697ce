#include "analytics/coverage_tests.hpp"

#include <algorithm>

#include "base/numeric.hpp"
#include "base/special_functions.hpp"

namespace relval {
namespace {

constexpr double kRounding = 1e-12;  // relative, of a binomial probability

// count x ln(observed / assumed), 0 when nothing was counted. By log1p of the difference, so that equal shares give 0
// and near ones keep their digits.
double term(double count, double difference, double assumed) {
  return count == 0 ? 0.0 : count * log1p(difference / assumed);
}

// Twice the log-likelihood that `ones` of `all` have with their own share over that with the share `assumed`.
double twice_log_ratio(double ones, double all, double assumed) {
  if (all == 0) return 0;
  const double more = (ones - all * assumed) / all;
  return 2 * (term(ones, more, assumed) + term(all - ones, -more, 1 - assumed));
}

CoverageTest tested(double ratio, double freedom) {
  const double r = std::max(0.0, ratio);
  return {defined(r), defined(chi_square_upper_tail(r, freedom))};
}

CoverageTest without(Status s) { return {undefined(s), undefined(s)}; }

Status input_status(std::size_t periods, double rate) {
  if (!(rate > 0 && rate < 1)) return Status::out_of_domain;
  return periods == 0 ? Status::too_few : Status::ok;
}

}  // namespace

CoverageTest kupiec(std::size_t exceedances, std::size_t periods, double rate) {
  const Status status = exceedances > periods ? Status::out_of_domain : input_status(periods, rate);
  if (status != Status::ok) return without(status);
  return tested(twice_log_ratio(static_cast<double>(exceedances), static_cast<double>(periods), rate), 1);
}

Clustering christoffersen(const std::vector<bool>& exceeded, double rate) {
  Clustering c;
  c.periods = exceeded.size();
  for (std::size_t t = 0; t < exceeded.size(); ++t) {
    if (exceeded[t]) ++c.exceedances;
    if (t == 0) continue;
    if (exceeded[t - 1]) ++(exceeded[t] ? c.n11 : c.n10);
    else ++(exceeded[t] ? c.n01 : c.n00);
  }
  c.unconditional = kupiec(c.exceedances, c.periods, rate);
  if (!c.unconditional.ratio.ok()) {
    c.independence = c.conditional = c.unconditional;
    return c;
  }
  const double after_calm = static_cast<double>(c.n00 + c.n01), after_one = static_cast<double>(c.n10 + c.n11);
  const double ones = static_cast<double>(c.n01 + c.n11), pairs = after_calm + after_one;
  double ratio = 0;
  if (ones > 0 && ones < pairs) {  // otherwise every row says the same
    ratio = twice_log_ratio(static_cast<double>(c.n01), after_calm, ones / pairs) +
            twice_log_ratio(static_cast<double>(c.n11), after_one, ones / pairs);
  }
  c.independence = tested(ratio, 1);
  c.conditional = tested(c.unconditional.ratio.value + c.independence.ratio.value, 2);
  return c;
}

// Rates with few decimals meet the bounds exactly (1 of 2 at 1 %: 99.99 %), and rounding must not decide there.
Zone basel_zone(std::size_t exceedances, std::size_t periods, double rate) {
  const auto x = static_cast<double>(exceedances), n = static_cast<double>(periods);
  if (binomial_upper_tail(x, n, rate) <= 1e-4 * (1 + kRounding)) return Zone::red;
  return binomial_cdf(x, n, rate) >= 0.95 * (1 - kRounding) ? Zone::yellow : Zone::green;
}

const char* name_of(Zone zone) {
  switch (zone) {
    case Zone::green: return "green";
    case Zone::yellow: return "yellow";
    case Zone::red: return "red";
  }
  return "?";
}

}  // namespace relval
