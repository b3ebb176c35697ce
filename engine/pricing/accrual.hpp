// Time and financing of each interval: calendar days, the carry year fraction, and two-sided financing per unit.
#pragma once

#include <span>
#include <vector>

#include "base/date.hpp"
#include "config/run_config.hpp"

namespace relval {

// By row of the loaded market; row 0 has no interval and is 0.
struct Accruals {
  std::vector<double> carry_years;   // of the carry basis
  std::vector<double> fin_long;      // per unit of absolute notional, over the interval, Act/360; <= 0
  std::vector<double> fund_short;    // haircut of a short
  std::vector<double> borrow_short;  // borrow fee of a short
  bool financed = false;             // any of the three is ever other than 0
};
Accruals make_accruals(std::span<const Date> dates, CarryBasis, const FinancingConfig&);

}  // namespace relval
