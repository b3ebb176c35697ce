#include "catch.hpp"
#include "pricing/accrual.hpp"

using namespace relval;

TEST_CASE("carry and financing accrue for calendar days") {
  // Friday, Monday, and a Tuesday after a month end.
  const std::vector<Date> dates = {make_date(2025, 11, 21), make_date(2025, 11, 24), make_date(2025, 12, 2)};
  FinancingConfig f;
  f.long_spread_bp = 15;
  f.borrow_fee_bp = 30;
  f.haircut = 0.05;
  f.haircut_spread_bp = 40;
  const Accruals a = make_accruals(dates, CarryBasis::act365, f);
  CHECK(a.carry_years[0] == 0);
  CHECK(a.carry_years[1] == 3 / 365.0);
  CHECK(a.carry_years[2] == 8 / 365.0);
  // 3 days: 15 bp on the notional and 40 bp on the 5 % haircut, Act/360.
  CHECK(a.fin_long[1] == Approx(-(0.0015 + 0.05 * 0.004) * 3 / 360).epsilon(1e-14));
  CHECK(a.fund_short[1] == Approx(-0.05 * 0.004 * 3 / 360).epsilon(1e-14));
  CHECK(a.borrow_short[1] == Approx(-0.003 * 3 / 360).epsilon(1e-14));
}

TEST_CASE("the carry basis is Act/365, Act/360 or 30/360") {
  const std::vector<Date> dates = {make_date(2025, 1, 31), make_date(2025, 2, 28)};
  CHECK(make_accruals(dates, CarryBasis::act365, {}).carry_years[1] == 28 / 365.0);
  CHECK(make_accruals(dates, CarryBasis::act360, {}).carry_years[1] == 28 / 360.0);
  CHECK(make_accruals(dates, CarryBasis::thirty360, {}).carry_years[1] == 28 / 360.0);  // 31st counts as the 30th
}
