// VaR and ES on series whose order statistics can be read off. Reference values: tests/reference/stats.
#include <cmath>
#include <vector>

#include "analytics/tail_risk.hpp"
#include "catch.hpp"

using namespace relval;

namespace {

std::vector<double> losses_1_to(std::size_t n) {  // shuffled by a step that is prime to n
  std::vector<double> pnl(n);
  for (std::size_t i = 0; i < n; ++i) pnl[(i * 7) % n] = -static_cast<double>(i + 1);
  return pnl;
}

}  // namespace

TEST_CASE("of a hundred losses of 1 to 100 the 95 % VaR is the fifth largest and ES the mean of five") {
  const TailRisk tail = tail_risk(losses_1_to(100), 0.95);
  CHECK(tail.var.value == 96);
  CHECK(tail.es.value == Approx((100 + 99 + 98 + 97 + 96) / 5.0));
  CHECK(tail.var.ok());
}

TEST_CASE("a tail of a fraction of a period weighs the last one by the fraction") {
  const TailRisk tail = tail_risk(losses_1_to(50), 0.95);  // 2.5 periods: 50, 49, and half of 48
  CHECK(tail.var.value == 48);
  CHECK(tail.es.value == Approx((50 + 49 + 0.5 * 48) / 2.5));
}

TEST_CASE("a whole number of periods in the tail is not rounded up by how 0.07 is written in binary") {
  const TailRisk tail = tail_risk(losses_1_to(100), 0.93);  // 100 x 0.07 is 7 and a little
  CHECK(tail.var.value == 94);
  CHECK(tail.es.value == Approx(97));
}

TEST_CASE("with less than one period in the tail the worst loss stands there, marked too few") {
  const TailRisk tail = tail_risk(losses_1_to(24), 0.99);
  CHECK(tail.var.value == 24);
  CHECK(tail.es.value == 24);
  CHECK(tail.var.status == Status::too_few);
  CHECK(tail_risk({}, 0.95).var.status == Status::too_few);
  CHECK(std::isnan(tail_risk({}, 0.95).es.value));
}

TEST_CASE("a P&L that only gains has a negative VaR, one that is not finite has none") {
  std::vector<double> gains(40, 3.0);
  CHECK(tail_risk(gains, 0.95).var.value == -3);
  gains[7] = kNaN;
  CHECK(tail_risk(gains, 0.95).es.status == Status::non_finite_input);
}

TEST_CASE("twice the P&L is twice the VaR and the ES") {
  std::vector<double> once = losses_1_to(33), twice = once;
  for (double& x : twice) x *= 2;
  CHECK(tail_risks(twice).at_95.var.value == 2 * tail_risks(once).at_95.var.value);
  CHECK(tail_risks(twice).at_95.es.value == Approx(2 * tail_risks(once).at_95.es.value).epsilon(1e-15));
}
