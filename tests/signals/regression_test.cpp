// Regressions against numbers of numpy, identities, and what is undefined.
#include "signals/regression.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/error.hpp"
#include "catch.hpp"
#include "market_builder.hpp"

using namespace relval;
using namespace relval::test;

namespace {

struct Pairs {
  std::vector<double> y, x;
};

// x_i = ((37 i) mod 101) / 10 + 50, y_i = 1.5 x_i + ((53 i) mod 97) / 20 - 3
Pairs stated(int n) {
  Pairs p;
  for (int i = 0; i < n; ++i) {
    p.x.push_back((i * 37) % 101 / 10.0 + 50);
    p.y.push_back(1.5 * p.x.back() + (i * 53) % 97 / 20.0 - 3);
  }
  return p;
}

Pairs drawn(Numbers& random) {
  Pairs p;
  const std::size_t n = 3 + random.below(200);
  const double level = random.uniform(-1000, 1000), slope = random.uniform(-3, 3);
  for (std::size_t i = 0; i < n; ++i) {
    p.x.push_back(level + random.uniform(-50, 50));
    p.y.push_back(slope * p.x.back() + random.uniform(-20, 20));
  }
  return p;
}

std::vector<double> line(double a, double b, const std::vector<double>& x) {
  std::vector<double> out;
  for (const double v : x) out.push_back(a + b * v);
  return out;
}

void check_equal(const Regression& a, const Regression& b, double tolerance) {
  const auto near = [tolerance](double v) { return Approx(v).epsilon(tolerance).margin(tolerance); };
  CHECK(a.observations == b.observations);
  CHECK(a.alpha == near(b.alpha));
  CHECK(a.beta == near(b.beta));
  CHECK(a.residual_deviation == near(b.residual_deviation));
  CHECK(a.r_squared == near(b.r_squared));
  if (std::isnan(b.standard_error)) CHECK(std::isnan(a.standard_error));
  else CHECK(a.standard_error == near(b.standard_error));
}

}  // namespace

TEST_CASE("regressions meet the normal equations and the sandwich of numpy") {
  // numpy 1.24.2: b = solve(X'WX, X'Wy) with X = (1, x); V = (X'WX)^-1 S (X'WX)^-1 n/(n-2), S the Bartlett sum of
  // (w e X) with lags 3 (n = 30) and 4 (n = 120), n = 1 / sum w^2 where weights decay; rows: ols, lambda = 0.97.
  struct Case {
    int n;
    double lambda;
    Regression expected;
  };
  const Case cases[] = {
      {30, 1, {-5.28713357655951, 1.5820449892381674, 1.4108414685568467, 0.9167548273233448, 0.06584078262804191, 30}},
      {30,
       0.97,
       {-5.370371076782273, 1.5843374900444274, 1.3809592704392346, 0.9156296465991187, 0.06954954410358716, 30}},
      {120,
       1,
       {-3.3183902099063407, 1.548641115420833, 1.409594319985225, 0.9118539040763456, 0.033888003053534094, 120}},
      {120,
       0.97,
       {-3.0326611140412454, 1.5433783331515238, 1.4178810726883542, 0.9072341788868438, 0.048139067484714165, 120}},
  };
  for (const Case& c : cases) {
    INFO(c.n << " pairs, lambda " << c.lambda);
    const Pairs p = stated(c.n);
    check_equal(c.lambda == 1 ? ols(p.y, p.x) : ewma_regression(p.y, p.x, c.lambda), c.expected, 1e-10);
  }
}

TEST_CASE("deviations meet numpy") {
  // y of stated(): numpy std(ddof=1), and sqrt(average((y - average(y, w))^2, w)) with w = 0.97^j.
  CHECK(deviation(stated(30).y) == Approx(4.889885467478505).epsilon(1e-12));
  CHECK(deviation(stated(120).y) == Approx(4.747802012466383).epsilon(1e-12));
  CHECK(ewma_deviation(stated(30).y, 0.97) == Approx(4.75429291868282).epsilon(1e-12));
  CHECK(ewma_deviation(stated(120).y, 0.97) == Approx(4.655280011839793).epsilon(1e-12));
  // By hand: weights 1/3 and 2/3 on 0 and 3: mean 2, (1/3) 4 + (2/3) 1 = 2.
  CHECK(ewma_deviation(std::vector<double>{0, 3}, 0.5) == Approx(std::sqrt(2.0)).epsilon(1e-15));
}

TEST_CASE("units change a regression as they must") {
  Numbers random(11);
  for (int i = 0; i < 300; ++i) {
    const Pairs p = drawn(random);
    const double a = random.uniform(-100, 100), b = random.uniform(0.1, 10), lambda = random.uniform(0.8, 0.999);
    const auto fit = [&](const std::vector<double>& y, const std::vector<double>& x) {
      return i % 2 ? ols(y, x) : ewma_regression(y, x, lambda);
    };
    const Regression r = fit(p.y, p.x);
    // y -> a + b y
    check_equal(
        fit(line(a, b, p.y), p.x),
        {a + b * r.alpha, b * r.beta, b * r.residual_deviation, r.r_squared, b * r.standard_error, r.observations},
        1e-8);
    // x -> a + b x
    check_equal(fit(p.y, line(a, b, p.x)), {r.alpha - r.beta * a / b, r.beta / b, r.residual_deviation, r.r_squared,
                                            r.standard_error / b, r.observations}, 1e-8);
    // y -> y + b x
    std::vector<double> tilted = p.y;
    for (std::size_t k = 0; k < tilted.size(); ++k) tilted[k] += b * p.x[k];
    const Regression t = fit(tilted, p.x);
    CHECK(t.beta == Approx(r.beta + b).margin(1e-9));
    CHECK(t.residual_deviation == Approx(r.residual_deviation).epsilon(1e-8));
    CHECK(deviation(line(a, -b, p.y)) == Approx(b * deviation(p.y)));
    CHECK(ewma_deviation(line(a, -b, p.y), lambda) == Approx(b * ewma_deviation(p.y, lambda)));
  }
}

TEST_CASE("residual and explained deviation make up the whole") {
  Numbers random(12);
  for (int i = 0; i < 300; ++i) {
    const Pairs p = drawn(random);
    const double lambda = random.uniform(0.8, 0.999);
    const Regression a = ols(p.y, p.x), b = ewma_regression(p.y, p.x, lambda);
    const auto square = [](double v) { return v * v; };
    CHECK(square(a.residual_deviation) == Approx((1 - a.r_squared) * square(deviation(p.y))).epsilon(1e-8));
    CHECK(square(b.residual_deviation) ==
          Approx((1 - b.r_squared) * square(ewma_deviation(p.y, lambda))).epsilon(1e-8));
    CHECK(a.r_squared <= 1);
    // The product of both slopes is r squared.
    CHECK(a.beta * ols(p.x, p.y).beta == Approx(a.r_squared).margin(1e-9));
  }
}

TEST_CASE("a pair with a missing value is as if it were not there") {
  Numbers random(13);
  for (int i = 0; i < 300; ++i) {
    const Pairs whole = drawn(random);
    Pairs holed;
    for (std::size_t k = 0; k < whole.x.size(); ++k) {
      if (random.chance(0.3)) {
        const bool y_missing = random.chance(0.5);
        holed.y.push_back(y_missing ? kNaN : 7);
        holed.x.push_back(y_missing ? 7 : kNaN);
      }
      holed.y.push_back(whole.y[k]);
      holed.x.push_back(whole.x[k]);
    }
    const Regression a = ols(whole.y, whole.x), b = ols(holed.y, holed.x);
    REQUIRE(same_bits(a.beta, b.beta));
    REQUIRE(same_bits(a.standard_error, b.standard_error));
    REQUIRE(same_bits(ewma_regression(whole.y, whole.x, 0.9).alpha, ewma_regression(holed.y, holed.x, 0.9).alpha));
    std::vector<double> values = whole.y;
    values.insert(values.begin() + 1, kNaN);
    REQUIRE(same_bits(deviation(values), deviation(whole.y)));
    REQUIRE(same_bits(ewma_deviation(values, 0.9), ewma_deviation(whole.y, 0.9)));
  }
}

TEST_CASE("a slow decay is nearly no decay, a fast one sees the end alone") {
  const Pairs p = stated(120);
  CHECK(ewma_regression(p.y, p.x, 1 - 1e-9).beta == Approx(ols(p.y, p.x).beta).epsilon(1e-6));
  CHECK(ewma_regression(p.y, p.x, 1 - 1e-9).standard_error == Approx(ols(p.y, p.x).standard_error).epsilon(1e-6));
  const Pairs end = {{p.y[118], p.y[119]}, {p.x[118], p.x[119]}};
  CHECK(ewma_regression(p.y, p.x, 1e-9).beta == Approx(ols(end.y, end.x).beta).epsilon(1e-6));
}

TEST_CASE("what is undefined is NaN") {
  const auto nothing = [](const Regression& r) {
    return std::isnan(r.alpha) && std::isnan(r.beta) && std::isnan(r.residual_deviation) && std::isnan(r.r_squared) &&
           std::isnan(r.standard_error);
  };
  const std::vector<double> one = {1}, two = {1, 2}, flat(50, 0.0007), rising = line(3, 2, stated(50).x);
  CHECK(nothing(ols({}, {})));
  CHECK(nothing(ols(one, one)));
  CHECK(ols(one, one).observations == 1);
  CHECK(nothing(ols(rising, flat)));
  CHECK(ols(rising, flat).observations == 50);
  CHECK(nothing(ewma_regression(rising, flat, 0.9)));
  for (const double lambda : {0.0, 1.0, -0.5, 1.5, kNaN}) {
    CHECK(nothing(ewma_regression(rising, stated(50).x, lambda)));
    CHECK(ewma_regression(rising, stated(50).x, lambda).observations == 50);
    CHECK(std::isnan(ewma_deviation(rising, lambda)));
  }
  CHECK(ols(two, std::vector<double>{5, 7}).beta == 0.5);
  CHECK(ols(two, std::vector<double>{5, 7}).residual_deviation == 0);
  CHECK(std::isnan(ols(two, std::vector<double>{5, 7}).standard_error));
  // A flat y: slope 0, nothing to explain.
  const Regression r = ols(flat, rising);
  CHECK(r.beta == 0);
  CHECK(r.alpha == Approx(0.0007));
  CHECK(r.residual_deviation == 0);
  CHECK(std::isnan(r.r_squared));
  CHECK(std::isnan(deviation(one)));
  CHECK(deviation(flat) == 0);
  CHECK(ewma_deviation(flat, 0.9) == 0);
  CHECK(std::isnan(ewma_deviation(one, 0.9)));
  CHECK_THROWS_AS(ols(one, two), Error);
}
