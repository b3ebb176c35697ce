// A number and whether it could be computed. Every statistic returns one.
#pragma once

#include <cmath>
#include <span>

#include "relval/types.hpp"  // kNaN

namespace relval {

enum class Status : unsigned char {
  ok,
  too_few,           // fewer periods than the statistic needs
  beyond_sample,     // longer than what was looked at
  zero_variance,     // no dispersion to divide by
  no_losses,         // the denominator is a sum of losses and there are none: +-inf
  not_invertible,    // collinear or constant regressors
  not_converged,
  non_finite_input,
  non_finite,        // computed, and beyond what a double holds
  out_of_domain,
  not_kept,          // the run did not keep what it is computed from
  no_capital,        // a share of a capital that was not stated
};
const char* name_of(Status);

// value: NaN where undefined, +-inf for x / 0 with x != 0. Files write null for all three, with the status. (VaR and ES
// of too few periods keep a number beside too_few: analytics/tail_risk.hpp.)
struct Statistic {
  double value = kNaN;
  Status status = Status::too_few;
  bool ok() const { return status == Status::ok; }
};

inline Statistic defined(double value) { return {value, std::isfinite(value) ? Status::ok : Status::non_finite}; }
inline Statistic undefined(Status status) { return {kNaN, status}; }

// For denominators that are a sum of losses, costs or a drawdown: x / 0 is +-inf (no_losses), 0 / 0 is undefined.
Statistic ratio(double numerator, double denominator);

bool all_finite(std::span<const double>);
// Dispersion that is only rounding: deviation <= 1e-13 of the largest magnitude. An exact == 0 would let 250 copies of
// 0.0007 have a Sharpe ratio of 1e15.
bool is_constant(std::span<const double>, double deviation);

}  // namespace relval
