#include "pricing/accrual.hpp"

namespace relval {
namespace {

double carry_years(Date from, Date to, CarryBasis basis) {
  const double days = to.days - from.days;
  switch (basis) {
    case CarryBasis::act365: return days / 365.0;
    case CarryBasis::act360: return days / 360.0;
    case CarryBasis::thirty360: return days_30_360(from, to) / 360.0;
  }
  throw Error(ErrorKind::bug, "carry_years", "unknown carry basis");
}

}  // namespace

Accruals make_accruals(std::span<const Date> dates, CarryBasis basis, const FinancingConfig& f) {
  const std::size_t n = dates.size();
  Accruals a;
  for (auto* v : {&a.carry_years, &a.fin_long, &a.fund_short, &a.borrow_short}) v->resize(n);
  for (std::size_t t = 1; t < n; ++t) {
    a.carry_years[t] = carry_years(dates[t - 1], dates[t], basis);
    const double year = (dates[t].days - dates[t - 1].days) / 360.0;
    const double haircut = f.haircut * f.haircut_spread_bp * 1e-4 * year;
    a.fin_long[t] = -(f.long_spread_bp * 1e-4 * year + haircut);
    a.fund_short[t] = -haircut;
    a.borrow_short[t] = -(f.borrow_fee_bp * 1e-4 * year);
    a.financed = a.financed || a.fin_long[t] != 0 || a.fund_short[t] != 0 || a.borrow_short[t] != 0;
  }
  return a;
}

}  // namespace relval
