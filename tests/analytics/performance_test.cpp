// Statistics of performance and of a benchmark at the edges, where an answer is known by hand. The ordinary cases are
// in tests/reference/stats.
#include <cmath>
#include <vector>

#include "analytics/annual_return.hpp"
#include "analytics/benchmark.hpp"
#include "analytics/downside.hpp"
#include "analytics/factor_regression.hpp"
#include "analytics/ljung_box.hpp"
#include "analytics/profit_factor.hpp"
#include "analytics/quantile.hpp"
#include "analytics/round_trips.hpp"
#include "analytics/sharpe_error.hpp"
#include "analytics/under_water.hpp"
#include "catch.hpp"

using namespace relval;
using Numbers = std::vector<double>;

TEST_CASE("a loss of everything has no compounded return") {
  CHECK(annual_return_compounded(Numbers{0.1, -1.0}, 12).status == Status::out_of_domain);
  CHECK(annual_return_compounded(Numbers{0.21, 0}, 2).value == Approx(0.21));  // one year: 1.21 x 1 - 1
}

TEST_CASE("what falls short of the target by rounding alone is no shortfall") {
  const Numbers at_target(250, 0.03 / 252);
  CHECK(downside_deviation(at_target, 252, 0.03).value == 0);
  CHECK(sortino(at_target, 252, 0.03).status == Status::out_of_domain);  // nothing by nothing
  CHECK(sortino(Numbers{0.1, 0.2}, 252).status == Status::no_losses);
}

TEST_CASE("profit factor and omega are infinite without a loss, undefined without P&L") {
  CHECK(std::isinf(profit_factor(Numbers{1, 0, 2}).value));
  CHECK(profit_factor(Numbers{0, 0}).status == Status::out_of_domain);
  CHECK(omega(Numbers{1, 2}).status == Status::no_losses);
  CHECK(payoff_ratio(Numbers{1, 2}).status == Status::too_few);
  CHECK(expectancy(Numbers{3, 0, -1}).value == 1.0);  // zeros are no periods of risk
}

TEST_CASE("a flat period neither ends nor lengthens a streak") {
  const Streaks s = longest_streaks(Numbers{1, 0, 2, -1, -1, 0, -1, 3});
  CHECK(s.gains == 2);
  CHECK(s.losses == 3);
}

TEST_CASE("the five kinds of quantile are those of R on the numbers 1 to 10") {
  // R: quantile(1:10, 0.25, type = k) is 3, 3, 2.75, 3.25, 2.916667 for k = 1, 5, 6, 7, 8.
  const Numbers x = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
  CHECK(quantile(x, 0.25, Quantile::inverse).value == 3);
  CHECK(quantile(x, 0.25, Quantile::hazen).value == Approx(3));
  CHECK(quantile(x, 0.25, Quantile::weibull).value == Approx(2.75));
  CHECK(quantile(x, 0.25, Quantile::linear).value == Approx(3.25));
  CHECK(quantile(x, 0.25, Quantile::median_unbiased).value == Approx(2.91666666666667));
  CHECK(quantile(x, 0.0).value == 1);
  CHECK(quantile(x, 1.0).value == 10);
  CHECK(quantile(x, 1.1).status == Status::out_of_domain);
}

TEST_CASE("shares of a capital that is not positive are undefined") {
  for (const double capital : {0.0, -10.0}) {
    const UnderWater u = under_water(Numbers{-1, -2, 1}, capital);
    CHECK(u.pain.status == Status::out_of_domain);
    CHECK(u.ulcer.status == Status::out_of_domain);
    CHECK(u.time.value == 1);  // needs no capital
    CHECK(calmar(Numbers{-1, -2, 1}, capital, 252).status == Status::out_of_domain);
  }
}

TEST_CASE("time under water counts rows below the high, and the last depth is the current one") {
  // Levels 5 3 5 4: depths 0 2 0 1.
  const UnderWater u = under_water(Numbers{5, -2, 2, -1}, 10);
  CHECK(u.time.value == 0.5);
  CHECK(u.pain.value == Approx(0.075));                  // 3 / 10 / 4
  CHECK(u.ulcer.value == Approx(std::sqrt(0.05 / 4)));   // (0.04 + 0.01) / 4
  CHECK(u.current.value == Approx(1));
  CHECK(u.average_depth.value == Approx(1.5));
  CHECK(u.longest == 2);
  CHECK(conditional_drawdown(Numbers{5, -2, 2, -1}, 0.75).value == Approx(2));  // the deepest row of four
}

TEST_CASE("calmar over three years takes the last three alone") {
  Numbers pnl(40, 1.0);
  pnl[0] = -100;  // before the window of 36
  pnl[39] = -2;
  CHECK(calmar_36m(pnl, 100, 12).value == Approx(12.0 * (33.0 / 36) / 2));
  CHECK(calmar_36m(Numbers(35, 1.0), 100, 12).status == Status::too_few);
}

TEST_CASE("the oldest lot is closed first, in parts, and a fill through zero opens the other side") {
  const RoundTrips r = round_trips(std::vector<Fill>{{0, 10, 100}, {2, 5, 102}, {5, -12, 103}, {7, -6, 101}});
  REQUIRE(r.closed.size() == 3);
  CHECK(r.closed[0].quantity == 10);
  CHECK(r.closed[0].per_price() == 30);
  CHECK(r.closed[1].quantity == 2);
  CHECK(r.closed[2].closed == 7);
  CHECK(r.closed[2].per_price() == -3);  // 3 x (101 - 102)
  REQUIRE(r.open.size() == 1);
  CHECK(r.open[0].quantity == -3);
  CHECK(r.open[0].opened == 7);
  CHECK(r.closed_quantity() == 15);
  CHECK(r.holding_by_quantity() == Approx((50.0 + 6 + 15) / 15));
  CHECK(r.holding_by_lot() == Approx(13.0 / 3));
  CHECK(std::isnan(round_trips({}).holding_by_lot()));
}

TEST_CASE("autocorrelation that makes the variance of a year vanish leaves no Sharpe ratio of one") {
  Numbers alternating;
  for (int t = 0; t < 40; ++t) alternating.push_back(t % 2 == 0 ? 1.0 : -0.9);
  CHECK(sharpe_autocorrelated(alternating, 12, 1).status == Status::out_of_domain);  // 12 - 22 x 0.975 < 0
  CHECK(autoregressive_eta(12, 1.0).status == Status::out_of_domain);
  CHECK(autoregressive_eta(12, 0.0).value == Approx(std::sqrt(12.0)));
}

TEST_CASE("HAC statistics need more rows than lags and one") {
  CHECK(sharpe_error_hac(Numbers{1, 2, 4, 3}, 12, 3).status == Status::too_few);
  CHECK(sharpe_error_hac(Numbers{1, 2, 4, 3}, 12, 2).ok());
  CHECK(ljung_box(Numbers{1, 2, 4, 3}, 3).p.status == Status::too_few);
}

TEST_CASE("what is beyond a double is not taken for no error at all") {
  CHECK(sharpe_error_hac(Numbers{1e308, -1e308, 1e308, 1e308, 0}, 12, 1).status == Status::non_finite);
}

TEST_CASE("a strategy does not differ from itself") {
  const Numbers r = {1, -2, 3, 0.5, 1.5};
  const SharpeDifference d = sharpe_difference(r, r, 0);
  CHECK(d.difference.value == 0);
  CHECK(d.p.status == Status::zero_variance);
  CHECK(information_ratio(r, r, 12).status == Status::zero_variance);
  CHECK(correlation(r, r).value == 1);
  CHECK(correlation(r, Numbers(5, 2.0)).status == Status::zero_variance);
  CHECK(correlation(r, Numbers{1, 2}).status == Status::too_few);
}

TEST_CASE("captures leave out the rows where the benchmark did nothing") {
  const Numbers r = {1, 5, -2, 2}, b = {2, 0, -1, 2};
  CHECK(up_capture(r, b).value == Approx(0.75));   // (1 + 2) / (2 + 2)
  CHECK(down_capture(r, b).value == Approx(2.0));  // -2 / -1
  CHECK(up_capture(Numbers{1}, Numbers{0}).status == Status::too_few);
}

TEST_CASE("factors that say the same thing or nothing cannot be told apart") {
  const Numbers y = {1, 3, 2, 5, 4}, x = {1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4, 1e9 + 6};
  Numbers twice;
  for (const double v : x) twice.push_back(2 * v - 7);
  const auto status = [&](std::vector<Numbers> factors) { return factor_regression(y, factors, {0, true}).status; };
  CHECK(status({x}) == Status::ok);  // far from 0 is not collinear with the intercept
  CHECK(status({x, twice}) == Status::not_invertible);
  CHECK(status({Numbers(5, 0.1)}) == Status::not_invertible);
  CHECK(status({Numbers{1, 2}}) == Status::too_few);
  CHECK(factor_regression(Numbers{1, 2}, std::vector<Numbers>{{1, 3}}, {0, true}).status == Status::too_few);
}

TEST_CASE("a perfect fit has errors of nothing and no t") {
  const Numbers x = {1, 2, 4, 3, 5};
  Numbers y;
  for (const double v : x) y.push_back(2 * v + 0.1);
  const FactorRegression r = factor_regression(y, std::vector<Numbers>{x}, {0, true});
  CHECK(r.coefficient[0] == Approx(0.1));
  CHECK(r.coefficient[1] == Approx(2));
  CHECK(r.error[1] == 0);
  CHECK(std::isnan(r.t[1]));
  CHECK(r.r_squared == 1);
}
