// Against Boost.Math in long double (64 significant bits), over the centre and the far tails.
#include "base/special_functions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "base/numeric.hpp"
#include "catch.hpp"

using namespace relval;

namespace {

constexpr double kRelative = 1e-12;
constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kSmallest = 1e-300;  // below it doubles lose digits themselves
using Wide = long double;

// The largest relative difference over all calls.
class Worst {
 public:
  void add(double got, Wide wanted, const std::string& at) {
    if (std::fabs(wanted) < kSmallest) return;
    const double off = static_cast<double>(std::fabs((Wide{got} - wanted) / wanted));
    if (off > worst_ || std::isnan(off)) {
      worst_ = std::isnan(off) ? kInf : off;
      at_ = at;
    }
    ++count_;
  }
  void check() const {
    INFO("worst at " << at_ << ": " << worst_ << " of " << count_);
    CHECK(count_ > 20);
    CHECK(worst_ < kRelative);
  }

 private:
  double worst_ = 0;
  int count_ = 0;
  std::string at_;
};

std::string at(double a, double b, double c = 0) {
  return std::to_string(a) + " " + std::to_string(b) + " " + std::to_string(c);
}

const std::vector<double> kProbabilities = {1e-250, 1e-100, 1e-30, 1e-15, 1e-9, 1e-6, 1e-4, 0.001, 0.01, 0.025, 0.05,
                                            0.1,    0.2,    0.249, 0.25,  0.3,  0.4,  0.45, 0.49,  0.499, 0.4999999};
const std::vector<double> kFreedoms = {1, 1.5, 2, 3, 4, 7, 10, 29, 30, 99, 251, 1042, 5039, 1e5};

}  // namespace

TEST_CASE("both tails of the normal keep their digits") {
  Worst worst;
  const boost::math::normal_distribution<Wide> normal(0, 1);
  for (double x = -37; x <= 37; x += 0.173) {
    worst.add(normal_cdf(x), cdf(normal, Wide{x}), at(x, 0));
    worst.add(normal_upper_tail(x), cdf(complement(normal, Wide{x})), at(x, 1));
    worst.add(normal_density(x), pdf(normal, Wide{x}), at(x, 2));
  }
  for (double p : kProbabilities) {
    worst.add(normal_quantile(p), quantile(normal, Wide{p}), at(p, 3));
    worst.add(normal_upper_quantile(p), quantile(complement(normal, Wide{p})), at(p, 4));
  }
  worst.check();
}

TEST_CASE("both tails of Student's t keep their digits, from one degree of freedom to a hundred thousand") {
  Worst worst;
  for (double freedom : kFreedoms) {
    const boost::math::students_t_distribution<Wide> student(freedom);
    for (double t : {1e-3, 0.1, 0.5, 0.7, 1.0, 1.5, 1.96, 2.5, 3.0, 4.0, 6.0, 8.0, 12.0, 20.0, 50.0, 1e4}) {
      worst.add(student_t_upper_tail(t, freedom), cdf(complement(student, Wide{t})), at(t, freedom));
      worst.add(student_t_upper_tail(-t, freedom), cdf(complement(student, -Wide{t})), at(-t, freedom));
      worst.add(student_t_cdf(-t, freedom), cdf(student, -Wide{t}), at(-t, freedom, 1));
    }
  }
  for (double t : {1e-12, 1e-9, 1e-6, 1e6}) {  // beside zero Boost 1.74 has 11 digits; one degree is an arc tangent
    const Wide pi = std::acos(Wide{-1}), below = std::atan(Wide{t}) / pi, above = std::atan(1 / Wide{t}) / pi;
    worst.add(student_t_upper_tail(t, 1), above, at(t, 1));
    worst.add(student_t_cdf(t, 1), 0.5L + below, at(t, 1, 1));
  }
  worst.check();
}

TEST_CASE("quantiles of Student's t are those of Boost, in the tails and beside the middle") {
  Worst worst;
  for (double freedom : kFreedoms) {
    const boost::math::students_t_distribution<Wide> student(freedom);
    for (double p : kProbabilities) {
      if (p < 1e-100 && freedom < 3) continue;  // t squared is beyond a double
      worst.add(student_t_quantile(p, freedom), quantile(student, Wide{p}), at(p * 1e9, freedom));
      worst.add(student_t_upper_quantile(p, freedom), quantile(complement(student, Wide{p})), at(p, freedom, 1));
    }
    worst.add(student_t_quantile(0.975, freedom), quantile(student, Wide{0.975}), at(0.975, freedom));
  }
  worst.check();
}

TEST_CASE("both tails of chi-square and its quantiles keep their digits") {
  Worst worst;
  for (double freedom : kFreedoms) {
    const boost::math::chi_squared_distribution<Wide> chi(freedom);
    for (double factor : {1e-4, 0.01, 0.1, 0.3, 0.6, 0.9, 0.99, 1.0, 1.01, 1.1, 1.5, 2.0, 4.0, 10.0, 100.0}) {
      const double x = freedom * factor;
      worst.add(chi_square_cdf(x, freedom), cdf(chi, Wide{x}), at(x, freedom));
      worst.add(chi_square_upper_tail(x, freedom), cdf(complement(chi, Wide{x})), at(x, freedom, 1));
    }
    for (double p : kProbabilities) {
      const Wide below = quantile(chi, Wide{p});
      worst.add(chi_square_quantile(p, freedom), below, at(p * 1e9, freedom, 2));
      worst.add(chi_square_upper_quantile(p, freedom), quantile(complement(chi, Wide{p})), at(p, freedom, 3));
    }
    worst.add(chi_square_quantile(0.95, freedom), quantile(chi, Wide{0.95}), at(0.95, freedom));
  }
  worst.check();
}

TEST_CASE("incomplete gamma and beta functions and their complements keep their digits") {
  Worst worst;
  const std::vector<double> shapes = {0.5, 1, 1.7, 5, 33, 250, 2520};
  for (double a : shapes) {
    for (double factor : {0.05, 0.5, 0.9, 1.0, 1.2, 3.0}) {
      worst.add(gamma_lower(a, a * factor), boost::math::gamma_p(Wide{a}, Wide{a} * factor), at(a, factor));
      worst.add(gamma_upper(a, a * factor), boost::math::gamma_q(Wide{a}, Wide{a} * factor), at(a, factor, 1));
    }
    for (double b : shapes)
      for (double x : {0.0009765625, 0.125, 0.375, 0.5, 0.75, 0.96875}) {  // 1 - x is exact
        worst.add(beta_lower(a, b, x, 1 - x), boost::math::ibeta(Wide{a}, Wide{b}, Wide{x}), at(a, b, x));
        worst.add(beta_upper(a, b, x, 1 - x), boost::math::ibetac(Wide{a}, Wide{b}, Wide{x}), at(a, b, x));
      }
  }
  worst.check();
}

TEST_CASE("both tails of the binomial keep their digits") {
  Worst worst;
  for (double n : {10.0, 250.0, 1000.0})
    for (double p : {0.0078125, 0.03125, 0.5}) {
      const boost::math::binomial_distribution<Wide> binomial(n, p);
      for (double k : {0.0, 1.0, 4.0, 9.0, 60.0, 500.0}) {
        if (k >= n) continue;
        worst.add(binomial_cdf(k, n, p), cdf(binomial, Wide{k}), at(k, n, p));
        worst.add(binomial_upper_tail(k, n, p), cdf(complement(binomial, Wide{k})), at(k, n, p));
      }
    }
  worst.check();
  CHECK(binomial_cdf(-1, 5, 0.3) == 0);
  CHECK(binomial_cdf(5, 5, 0.3) == 1);
  CHECK(binomial_upper_tail(-1, 5, 0.3) == 1);
  CHECK(binomial_upper_tail(5, 5, 0.3) == 0);
  CHECK(binomial_cdf(2, 5, 0) == 1);
  CHECK(binomial_cdf(2, 5, 1) == 0);
}

TEST_CASE("distributions keep their ends and refuse what is no argument") {
  CHECK(normal_cdf(-kInf) == 0);
  CHECK(normal_cdf(0) == 0.5);
  CHECK(student_t_cdf(0, 5) == 0.5);
  CHECK(student_t_cdf(kInf, 5) == 1);
  CHECK(student_t_upper_tail(kInf, 5) == 0);
  CHECK(student_t_quantile(0.5, 5) == 0);
  CHECK(student_t_quantile(1, 5) == kInf);
  CHECK(student_t_upper_quantile(1, 5) == -kInf);
  CHECK(student_t_upper_tail(2, kInf) == normal_upper_tail(2));
  CHECK(chi_square_cdf(0, 3) == 0);
  CHECK(chi_square_upper_tail(kInf, 3) == 0);
  CHECK(chi_square_quantile(0, 3) == 0);
  CHECK(chi_square_quantile(1, 3) == kInf);
  CHECK(chi_square_upper_quantile(0, 3) == kInf);
  for (double bad : {student_t_upper_tail(1, 0), student_t_upper_tail(kNaN, 3), student_t_quantile(1.5, 3),
                     chi_square_cdf(-1, 3), chi_square_quantile(-0.1, 3), chi_square_upper_tail(1, kNaN),
                     binomial_cdf(1, 3, 1.1), normal_cdf(kNaN), beta_lower(1, 0, 0.5, 0.5)})
    CHECK(std::isnan(bad));
}

TEST_CASE("p-values of tables come out") {
  CHECK(std::fabs(normal_upper_tail(1.959963984540054) - 0.025) < 1e-16);
  CHECK(student_t_quantile(0.975, 2) == Approx(0.95 / std::sqrt(2 * 0.975 * 0.025)).epsilon(1e-14));  // closed form
  CHECK(std::fabs(chi_square_quantile(0.95, 1) - 3.841458820694124) < 1e-14);    // R qchisq(.95, 1)
  CHECK(std::fabs(chi_square_quantile(0.95, 2) - 5.991464547107979) < 1e-14);    // -2 ln 0.05
  CHECK(std::fabs(binomial_cdf(4, 250, 0.01) - 0.8922) < 5e-5);  // Basel Committee (1996), table 2: 89.22 %
}
