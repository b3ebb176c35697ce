// exp and log against long double (64 significant bits), sums against exact values, and the closing residual's promise.
#include "base/lanes.hpp"
#include "base/random.hpp"
#include "base/numeric.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <random>
#include <vector>

#include "base/error.hpp"
#include "catch.hpp"

namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

// Numbers of every size and both signs: a random mantissa times a power of two between the two exponents.
class Wild {
 public:
  explicit Wild(std::uint64_t seed) : bits_(seed) {}
  double operator()(int lowest, int highest) {
    const auto mantissa = static_cast<double>(bits_() >> 11);  // 53 bits
    const auto span = static_cast<std::uint64_t>(highest - lowest + 1);
    const int exponent = lowest + static_cast<int>(bits_() % span);
    const double x = std::ldexp(mantissa, exponent - 53);
    return bits_() & 1 ? -x : x;
  }

 private:
  std::mt19937_64 bits_;
};

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }
double ulp(double x) { return std::nextafter(std::fabs(x), kInf) - std::fabs(x); }

double worst_error_in_ulps(double (*f)(double), const std::function<long double(long double)>& truth,
                           const std::vector<double>& points) {
  double worst = 0;
  for (const double x : points) {
    const double y = f(x);
    worst = std::max(worst, static_cast<double>(std::fabs(truth(x) - static_cast<long double>(y))) / ulp(y));
  }
  return worst;
}

}  // namespace

TEST_CASE("exp, expm1, log and log1p are within one unit of the last place, tanh a hair more") {
  Wild wild(1);
  std::vector<double> powers, small, positive, above_minus_one;
  for (int i = 0; i < 20000; ++i) {
    powers.push_back(std::fmod(wild(-20, 10), 700.0));
    small.push_back(std::fmod(wild(-60, 6), 36.0));
    positive.push_back(std::fabs(wild(-900, 900)) + 1e-300);
    positive.push_back(1 + wild(-30, -1));
    above_minus_one.push_back(std::fabs(wild(-60, 60)));
    above_minus_one.push_back(-std::fabs(wild(-60, -1)) * 0.999);
  }
  CHECK(worst_error_in_ulps(relval::exp, [](long double x) { return std::exp(x); }, powers) < 1);
  CHECK(worst_error_in_ulps(relval::expm1, [](long double x) { return std::expm1(x); }, small) < 1);
  CHECK(worst_error_in_ulps(relval::tanh, [](long double x) { return std::tanh(x); }, small) < 1.01);
  CHECK(worst_error_in_ulps(relval::log, [](long double x) { return std::log(x); }, positive) < 1);
  CHECK(worst_error_in_ulps(relval::log1p, [](long double x) { return std::log1p(x); }, above_minus_one) < 1);
}

TEST_CASE("exp and log keep their limits") {
  CHECK(relval::exp(0) == 1);
  CHECK(relval::exp(-kInf) == 0);
  CHECK(relval::exp(kInf) == kInf);
  CHECK(relval::exp(800) == kInf);
  CHECK(relval::expm1(0) == 0);
  CHECK(relval::expm1(-800) == -1);
  CHECK(relval::log(1) == 0);
  CHECK(relval::log(0) == -kInf);
  CHECK(std::isnan(relval::log(-1)));
  CHECK(relval::log1p(0) == 0);
  CHECK(relval::log1p(-1) == -kInf);
  CHECK(std::isnan(relval::log1p(-2)));
  CHECK(relval::tanh(0) == 0);
  CHECK(relval::tanh(kInf) == 1);
  CHECK(relval::tanh(-1000) == -1);
  for (const auto f : {relval::exp, relval::expm1, relval::log, relval::log1p, relval::tanh})
    CHECK(std::isnan(f(relval::kNaN)));
}

TEST_CASE("exp and log give the bits that were recorded") {
  // SLEEF 3.5.1's, which at these points are those of 60-digit arithmetic, rounded. A change here changes every result.
  CHECK(relval::exp(0.1) == 0x1.1aec7b35a00d4p+0);
  CHECK(relval::expm1(-0.0123) == -0x1.9093ea7502d06p-7);
  CHECK(relval::log(123.456) == 0x1.343774f3e2362p+2);
  CHECK(relval::log1p(0.0123) == 0x1.90967a5c9c8ap-7);
  CHECK(relval::tanh(0.4321) == 0x1.a0d83859eefc6p-2);
}

TEST_CASE("expm1 of many has the bits of expm1 one by one") {
  Wild wild(2);
  std::vector<double> x = {0.0, -0.0, kInf, -kInf, 1.0, -1.0, 709.7, 709.8, 710,
                           -36.7, -745.2, 5e-324, -5e-324, 1e-300, 1e300};
  for (int i = 0; i < 200000; ++i) x.push_back(wild(-80, 12));
  for (int i = 0; i <= 20000; ++i) x.push_back(-1.0 + i * 1e-4);  // the range of spread times duration
  if (x.size() % 2 == 0) x.push_back(0.25);
  std::vector<double> y(x.size());
  relval::expm1_each(x, y);
  std::size_t different = 0;
  for (std::size_t i = 0; i < x.size(); ++i) different += same_bits(y[i], relval::expm1(x[i])) ? 0 : 1;
  CHECK(different == 0);
}

TEST_CASE("expm1 of many works at every length, in place, and keeps NaN") {
  for (std::size_t n = 0; n < 8; ++n) {
    std::vector<double> x(n), y(n + 1, 7.0);
    for (std::size_t i = 0; i < n; ++i) x[i] = 0.01 * static_cast<double>(i) - 0.02;
    relval::expm1_each(x, std::span(y).first(n));
    for (std::size_t i = 0; i < n; ++i) CHECK(same_bits(y[i], relval::expm1(x[i])));
    CHECK(y[n] == 7.0);  // nothing is written behind the end
    relval::expm1_each(x, x);
    for (std::size_t i = 0; i < n; ++i) CHECK(same_bits(x[i], y[i]));
  }
  std::vector<double> missing = {0.1, relval::kNaN, relval::kNaN};
  relval::expm1_each(missing, missing);
  CHECK(same_bits(missing[0], relval::expm1(0.1)));
  CHECK(std::isnan(missing[1]));
  CHECK(std::isnan(missing[2]));
  std::vector<double> shorter(2);
  CHECK_THROWS_AS(relval::expm1_each(missing, shorter), relval::Error);
}

TEST_CASE("lanes of every width the CPU has give the bits of one number at a time") {
  std::vector<double> x, y(4096);
  for (int i = 0; i < 4096; ++i) x.push_back((i - 2048) * 1.37e-3);
  using Lanes = std::size_t (*)(const double*, double*, std::size_t);
  std::vector<Lanes> widths = {relval::lanes::expm1_sse2};
  if (__builtin_cpu_supports("avx")) widths.push_back(relval::lanes::expm1_avx);
  for (Lanes lanes : widths) {
    REQUIRE(lanes(x.data(), y.data(), x.size()) == x.size());
    for (std::size_t i = 0; i < x.size(); ++i) REQUIRE(same_bits(y[i], relval::expm1(x[i])));
  }
}

TEST_CASE("loops of every width give the bits of one number at a time") {
  using namespace relval::lanes;
  constexpr std::size_t kColumns = 11;  // no whole number of lanes
  constexpr double kCount = 9;
  const relval::RandomStream random(3, 0);
  std::vector<double> x, y, centre, distance, square, later_distance, later_square;
  for (std::size_t i = 0; i < kColumns; ++i) {
    std::uint64_t draw = 7 * i;
    for (auto* v : {&x, &y, &centre, &distance, &later_distance}) v->push_back(random.normal(draw++));
    for (auto* v : {&square, &later_square}) v->push_back(9 + random.normal(draw++));
  }
  x[2] = relval::kNaN;
  later_distance[3] = relval::kNaN;
  for (const std::size_t flat : {4, 9}) distance[flat] = square[flat] = later_distance[flat] = later_square[flat] = 0;
  for (Width width : {Width::sse2, Width::avx}) {
    if (width == Width::avx && !__builtin_cpu_supports("avx")) continue;
    const Loops& l = loops_of(width);
    std::vector<double> sum(kColumns, 0.3), product(kColumns), mean(kColumns), deviation(kColumns);
    l.multiply_and_add(x.data(), y.data(), product.data(), sum.data(), kColumns);
    std::vector<double> next_distance(kColumns), next_square(kColumns);
    l.add_distances(x.data(), centre.data(), distance.data(), square.data(), next_distance.data(), next_square.data(),
                    kColumns);
    const MomentSums sums{distance.data(), square.data(), later_distance.data(), later_square.data(), centre.data()};
    l.moments(sums, kCount, mean.data(), deviation.data(), kColumns);
    for (std::size_t i = 0; i < kColumns; ++i) {
      INFO("column " << i);
      const double d = x[i] - centre[i], apart = distance[i] + later_distance[i];
      const double variance =
          ((square[i] + later_square[i]) - apart * (apart * (1 / kCount))) * (1 / (kCount - 1));
      const double sd = std::sqrt(variance), m = centre[i] + apart * (1 / kCount);
      const auto same = [](double a, double b) { return same_bits(a, b) || (std::isnan(a) && std::isnan(b)); };
      REQUIRE(same(product[i], x[i] * y[i]));
      REQUIRE(same(sum[i], 0.3 + x[i] * y[i]));
      REQUIRE(same(next_distance[i], distance[i] + d));
      REQUIRE(same(next_square[i], square[i] + d * d));
      REQUIRE(same(mean[i], m));
      REQUIRE(same(deviation[i], sd > 1e-13 * std::fabs(m) ? sd : relval::kNaN));
    }
    CHECK(std::isnan(deviation[3]));
    CHECK(std::isnan(deviation[4]));
    CHECK(std::isnan(deviation[9]));
    CHECK(deviation[0] > 0);
  }
}

TEST_CASE("many compensated sums at a time are each the sum of one, to the bit") {
  using namespace relval::lanes;
  constexpr std::size_t kSums = 11, kTerms = 40;
  const relval::RandomStream random(7, 0);
  for (Width width : {Width::sse2, Width::avx}) {
    if (width == Width::avx && !__builtin_cpu_supports("avx")) continue;
    std::vector<relval::CompensatedSum> one(kSums);
    std::vector<double> sum(kSums), carry(kSums), x(kSums);
    for (std::size_t k = 0; k < kTerms; ++k) {
      const double factor = k % 3 == 0 ? -1e7 : 1.0 + double(k);
      for (std::size_t i = 0; i < kSums; ++i) {
        x[i] = std::ldexp(random.normal(k * kSums + i), int(k * i % 60) - 30);
        one[i].add(factor * x[i]);
      }
      loops_of(width).add_compensated(x.data(), factor, sum.data(), carry.data(), kSums);
    }
    for (std::size_t i = 0; i < kSums; ++i) REQUIRE(same_bits(sum[i] + carry[i], one[i].value()));
  }
}

TEST_CASE("a compensated sum keeps what plain addition loses") {
  CHECK(relval::compensated_sum(std::vector<double>{1, 1e100, 1, -1e100}) == 2);  // Neumaier's own example
  CHECK(relval::compensated_sum(std::vector<double>(10, 0.1)) == 1.0);
  CHECK(relval::compensated_sum({}) == 0);
}

TEST_CASE("mean and deviation are those of the textbook") {
  const std::vector<double> x = {2, 4, 4, 4, 5, 5, 7, 9};
  CHECK(relval::mean(x) == 5);
  CHECK(relval::sample_deviation(x) == Approx(std::sqrt(32.0 / 7)).epsilon(1e-15));  // squares about 5 add to 32
  std::vector<double> shifted = x;
  for (double& v : shifted) v += 1e9;  // one pass over squares would lose every digit here
  CHECK(relval::sample_deviation(shifted) == Approx(std::sqrt(32.0 / 7)).epsilon(1e-15));
  CHECK(std::isnan(relval::mean({})));
  CHECK(std::isnan(relval::sample_deviation(std::vector<double>{1})));
  CHECK(relval::sample_deviation(std::vector<double>{3, 3}) == 0);
}

TEST_CASE("on one quantum the residual is exact and closes to the bit") {
  Wild wild(3);
  int open = 0;
  for (int i = 0; i < 200000; ++i) {
    const double quantum = std::ldexp(1.0, i % 100 - 50);
    const double total = std::trunc(wild(0, 52)) * quantum, sum = std::trunc(wild(0, 52)) * quantum;
    const double r = relval::closing_residual(total, sum);
    open += sum + r == total && r == total - sum ? 0 : 1;
  }
  CHECK(open == 0);
}

TEST_CASE("a residual smaller than the parts always closes to the bit") {
  Wild wild(5);
  int open = 0;
  for (int i = 0; i < 200000; ++i) {
    const double total = wild(-900, 900);
    const double sum = total * (0.5 + 1.5 * std::fabs(wild(0, 0)));  // Sterbenz's range, total / 2 to 2 total
    open += sum + relval::closing_residual(total, sum) == total ? 0 : 1;
  }
  CHECK(open == 0);
}

TEST_CASE("the residual closes to the bit wherever a double exists that does") {
  Wild wild(4);
  int unproven = 0, closed = 0, moved = 0;
  constexpr int kCases = 400000;
  for (int i = 0; i < kCases; ++i) {
    const int range[] = {2, 60, 900, 0};
    const int highest = range[i % 4];
    const double sum = wild(-highest - 2, highest);
    const double total = i % 4 == 3 ? std::copysign(1.0, -sum) : wild(-highest, highest);  // powers of two meet ties
    const double r = relval::closing_residual(total, sum);
    if (sum + r == total) {
      ++closed;
      if (r != total - sum) ++moved;
      if (std::fabs(r - (total - sum)) > ulp(r)) ++unproven;
      continue;
    }
    // sum + r grows with r: when two neighbours step over the total, no double lands on it.
    const double below = sum + r < total ? r : std::nextafter(r, -kInf);
    const double above = std::nextafter(below, kInf);
    if (!(sum + below < total && sum + above > total)) ++unproven;
  }
  CHECK(unproven == 0);
  CHECK(closed > kCases / 2);
  CHECK(moved > 0);  // the move by an ulp is reached
}

TEST_CASE("closing on zero, on equal numbers and on missing ones") {
  CHECK(relval::closing_residual(0, 0) == 0);
  CHECK(relval::closing_residual(0, 0.3) == -0.3);
  CHECK(relval::closing_residual(0.3, 0.3) == 0);
  CHECK(relval::closing_residual(0.1 + 0.2, 0.0) == 0.1 + 0.2);
  CHECK(relval::closing_residual(0.1, 1e6) == 0.1 - 1e6);  // none closes: 1e6 has no bits as fine as those of 0.1
  CHECK(std::isnan(relval::closing_residual(relval::kNaN, 1)));
  CHECK(std::isnan(relval::closing_residual(1, relval::kNaN)));
  CHECK(relval::closing_residual(kInf, 1) == kInf);
}
