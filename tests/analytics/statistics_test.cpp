// Statistics where an answer is known by hand, and where there is none.
#include <cmath>
#include <vector>

#include "analytics/autocorrelation.hpp"
#include "analytics/bp_captured.hpp"
#include "analytics/break_even.hpp"
#include "analytics/concentration.hpp"
#include "analytics/drawdown.hpp"
#include "analytics/hit_rate.hpp"
#include "analytics/realised_hedge.hpp"
#include "analytics/sharpe.hpp"
#include "analytics/turnover.hpp"
#include "catch.hpp"

using namespace relval;
using Numbers = std::vector<double>;

namespace {

Trade fill(double before, double after, double cost, double half_spread_bp, double duration) {
  return {0, 1, 0, 0, before, after, cost, half_spread_bp, 100, duration, TradeReason::enter, kNaN};
}

}  // namespace

TEST_CASE("a value that is not finite makes a statistic undefined and drops no row") {
  const Numbers pnl = {1, kNaN, 2};
  CHECK(sharpe(pnl, 12).ratio.status == Status::non_finite_input);
  CHECK(max_drawdown(pnl, 100).status == Status::non_finite_input);
  CHECK(hit_rate(pnl).rate.status == Status::non_finite_input);
  CHECK(autocorrelation(pnl, 1).status == Status::non_finite_input);
  CHECK(concentration(pnl, 3).best_pnl.status == Status::non_finite_input);
}

TEST_CASE("a constant series has no Sharpe ratio, however its values round") {
  const Sharpe s = sharpe(Numbers(250, 0.0007), 252);
  CHECK(s.ratio.status == Status::zero_variance);
  CHECK(std::isnan(s.ratio.value));
  CHECK(s.standard_error.status == Status::zero_variance);
}

TEST_CASE("the Sharpe ratio stands in the middle of its interval") {
  const Sharpe s = sharpe(Numbers{1, -1, 3, 2, 0, -2, 4}, 12);
  REQUIRE(s.low.ok());
  CHECK((s.low.value + s.high.value) / 2 == Approx(s.ratio.value));
  CHECK(s.high.value - s.ratio.value == Approx(1.959963984540054 * s.standard_error.value));
}

TEST_CASE("a division by no losses is infinite and says so, nothing by nothing is undefined") {
  CHECK(ratio(2, 0).status == Status::no_losses);
  CHECK(std::isinf(ratio(2, 0).value));
  CHECK(ratio(-2, 0).value < 0);
  CHECK(ratio(0, 0).status == Status::out_of_domain);
}

TEST_CASE("a drawdown starts at the last row at the high and is open until the high is back") {
  const auto d = drawdowns(Numbers{5, 0, -2, -1, 1}, 100);
  REQUIRE(d.size() == 1);
  CHECK(d[0].peak == 1);
  CHECK(d[0].trough == 3);
  CHECK(d[0].depth == 3);
  CHECK_FALSE(d[0].recovery);
  CHECK(d[0].length == 3);
}

TEST_CASE("rounding does not keep a drawdown open") {
  const auto d = drawdowns(Numbers{0.7, -0.1, -0.2, 0.3}, 1);
  REQUIRE(d.size() == 1);
  CHECK(d[0].recovery == 3u);
}

TEST_CASE("break-even multiplies the charged half-spreads until nothing is left") {
  // 10m at duration 5 and 1 bp: 10e6 x 5 x 1e-4 = 5,000 for 1 bp of half-spread; the second trade twice that at 2 bp.
  const std::vector<Trade> trades = {fill(0, 10e6, -5000, 1, 5), fill(0, -20e6, -20000, 2, 5)};
  const BreakEven b = break_even(50000, -25000, trades);
  CHECK(b.multiple.value == Approx(3.0));               // (50,000 + 25,000) / 25,000
  CHECK(b.charged_bp.value == Approx(25000.0 / 15000));  // one half-spread on all: 15,000 per bp
  CHECK(b.half_spread_bp.value == Approx(5.0));          // 75,000 / 15,000
}

TEST_CASE("free trades have no multiple but still a break-even half-spread") {
  const BreakEven b = break_even(50000, 0, std::vector<Trade>{fill(0, 10e6, 0, 0, 5)});
  CHECK(b.multiple.status == Status::no_losses);
  CHECK(b.charged_bp.value == 0);
  CHECK(b.half_spread_bp.value == Approx(10.0));
  CHECK(break_even(0, 0, {}).multiple.status == Status::too_few);
}

TEST_CASE("turnover is one way and the holding period is its inverse") {
  const std::vector<Trade> trades = {fill(0, 10e6, 0, 0, 5), fill(10e6, 0, 0, 0, 5)};
  const double traded = traded_notional(trades);
  CHECK(traded == 20e6);
  CHECK(traded_cs01(trades) == Approx(10000));
  CHECK(turnover(traded, 10e6, 12, 12).value == Approx(1.0));
  CHECK(holding_period(traded, 10e6, 12).value == Approx(12));
  CHECK(holding_period(traded / 2, 10e6, 12).status == Status::beyond_sample);  // entered and still open
  CHECK(turnover(0, 0, 12, 12).status == Status::too_few);
}

TEST_CASE("a perfect hedge has a beta of minus one") {
  const Numbers sold = {1, -2, 3, 0.5, -1};
  Numbers bought;
  for (double x : sold) bought.push_back(0.25 - x);
  const RealisedHedge h = realised_hedge(bought, sold);
  CHECK(h.beta.value == Approx(-1.0));
  CHECK(h.r_squared.value == Approx(1.0));
}

TEST_CASE("the realised hedge agrees with the textbook formulas") {
  // x = {0,1,2,3,4}: Sxx = 10; y = {1,2,3,3,6} with mean 3: Sxy = 11, Syy = 14.
  const RealisedHedge h = realised_hedge(Numbers{1, 2, 3, 3, 6}, Numbers{0, 1, 2, 3, 4});
  CHECK(h.beta.value == Approx(1.1));
  CHECK(h.r_squared.value == Approx(11.0 * 11.0 / (10.0 * 14.0)));
}

TEST_CASE("a hedge cannot be estimated from too few periods or a flat side") {
  CHECK(realised_hedge(Numbers{1, 2}, Numbers{2, 1}).beta.status == Status::too_few);
  CHECK(realised_hedge(Numbers{1, 2, 3}, Numbers{5e7, 5e7, 5e7}).beta.status == Status::not_invertible);
}

TEST_CASE("bp captured is P&L over the CS01 at the start of the interval") {
  CHECK(bp_captured(Numbers{0, 300, 300}, Numbers{100, 200, 7e9}).value == Approx(4.0));  // 600 / mean(100, 200)
  CHECK(bp_captured(Numbers{0, 1}, Numbers{0, 5}).status == Status::out_of_domain);
}

TEST_CASE("shares of the best and worst period are of the size of the total") {
  const Concentration c = concentration(Numbers{1, -4, 2}, -1);
  CHECK(c.best == 2);
  CHECK(c.worst == 1);
  CHECK(c.best_share.value == Approx(2));
  CHECK(c.worst_share.value == Approx(-4));
}
