// Statistics of time series beside their plain definitions; the values worked out elsewhere are in tests/reference.
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "base/numeric.hpp"
#include "base/random.hpp"
#include "catch.hpp"
#include "signals/adf.hpp"
#include "signals/engle_granger.hpp"
#include "signals/ewma.hpp"
#include "signals/hedge_ratio.hpp"
#include "signals/hurst.hpp"
#include "signals/johansen.hpp"
#include "signals/kalman.hpp"
#include "signals/ou.hpp"
#include "signals/pca.hpp"
#include "signals/rolling_mean.hpp"
#include "signals/variance_ratio.hpp"

using namespace relval;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
using Series = std::vector<double>;

Series noise(std::size_t n, std::uint64_t stream, double deviation = 1) {
  const RandomStream draws(20240601, stream);
  Series x;
  for (std::size_t t = 0; t < n; ++t) x.push_back(deviation * draws.normal(t));
  return x;
}

Series walk(std::size_t n, std::uint64_t stream) {
  Series x = noise(n, stream);
  for (std::size_t t = 1; t < n; ++t) x[t] += x[t - 1];
  return x;
}

// x_(t+1) = b x_t + e
Series reverting(std::size_t n, std::uint64_t stream, double b) {
  Series x = noise(n, stream);
  for (std::size_t t = 1; t < n; ++t) x[t] += b * x[t - 1];
  return x;
}

}  // namespace

TEST_CASE("a moving deviation forgets a jump of 1e9 as soon as it has left the window") {
  Series x = noise(300, 1);
  for (std::size_t t = 0; t < 150; ++t) x[t] += 1e9;
  const RollingMeanSd r = rolling_mean_sd(x, 20);
  for (std::size_t t = 19; t < x.size(); ++t) {
    const std::span<const double> window(x.data() + t - 19, 20);
    CHECK(r.mean[t] == Approx(mean(window)).epsilon(1e-14).margin(1e-14));
    CHECK(r.sd[t] == Approx(sample_deviation(window)).epsilon(t >= 169 ? 1e-14 : 1e-6));  // 1e-7 of 1e9 is its grid
  }
  CHECK(std::isnan(r.mean[18]));
}

TEST_CASE("a missing row is felt in every window that holds it, unless fewer values are enough") {
  const Series x = {1, 2, kNaN, 4, 6, 8};
  const RollingMeanSd strict = rolling_mean_sd(x, 2), lax = rolling_mean_sd(x, 3, 1, 2);
  CHECK(std::isnan(strict.mean[2]));
  CHECK(std::isnan(strict.mean[3]));
  CHECK(strict.mean[4] == 5);
  CHECK(lax.mean[1] == 1.5);  // before the window is full, two values
  CHECK(lax.mean[3] == 3);    // of 2 and 4
  CHECK(lax.sd[3] == Approx(std::sqrt(2.0)));
  CHECK(std::isnan(lax.mean[0]));
  CHECK(rolling_mean_sd(x, 1).mean[0] == 1);
  CHECK(std::isnan(rolling_mean_sd(x, 1).sd[0]));
  CHECK(rolling_mean_sd(x, 1, 0).sd[0] == 0);
  CHECK(std::isnan(rolling_mean_sd(x, 0).mean[5]));
  CHECK(rolling_mean_sd({}, 5).mean.empty());
}

TEST_CASE("an exponentially weighted mean has the weights it says") {
  const Series x = {3, kNaN, 5, 4};
  const EwmaMeanVar r = ewma_mean_var(x, 0.25);
  CHECK(r.mean[3] == Approx(0.75 * 0.75 * 3 + 0.75 * 0.25 * 5 + 0.25 * 4));
  CHECK(r.mean[1] == 3);  // a missing row leaves it
  CHECK(r.var[0] == 0);
  const double m = r.mean[3];
  CHECK(r.var[3] == Approx(0.5625 * (3 - m) * (3 - m) + 0.1875 * (5 - m) * (5 - m) + 0.25 * (4 - m) * (4 - m)));
  CHECK(std::isnan(ewma_mean_var(x, 0.25, 2).mean[1]));
  CHECK(std::isnan(ewma_mean_var(x, 0).mean[0]));
  CHECK(alpha_of_half_life(1) == 0.5);
  CHECK(alpha_of_span(3) == 0.5);
  CHECK(alpha_of_centre_of_mass(1) == 0.5);
  CHECK(std::isnan(alpha_of_half_life(0)));
}

TEST_CASE("least squares on a line and through the origin, by hand") {
  const Series x = {1, 2, 3, 4}, y = {2, 4, 5, 8};
  const Line line = ols_line(y, x);
  CHECK(line.slope == Approx(1.9));  // 9.5 / 5
  CHECK(line.intercept == Approx(0));
  CHECK(line.residual_deviation == Approx(std::sqrt(0.7 / 2)));  // residuals .1 .2 -.7 .4
  CHECK(line.slope_error == Approx(std::sqrt(0.35 / 5)));
  CHECK(line.intercept_error == Approx(std::sqrt(0.35 * (0.25 + 6.25 / 5))));
  CHECK(line.r_squared == Approx(1 - 0.7 / 18.75));
  const Proportion p = ols_through_origin(y, x);
  CHECK(p.slope == Approx(57.0 / 30));
  CHECK(p.error == Approx(std::sqrt(0.7 / 3 / 30)));
  CHECK(ols_line(y, Series(4, 0.7)).status == Status::not_invertible);
  CHECK(ols_line(Series{1, 2}, Series{1, 3}).status == Status::too_few);
  CHECK(ols_line(Series{1, 2, kNaN}, Series{1, 3, 4}).status == Status::non_finite_input);
}

TEST_CASE("a Deming line inverts when the series change places") {
  const Series x = noise(60, 2);
  Series y = noise(60, 3, 0.5);
  for (std::size_t t = 0; t < 60; ++t) y[t] += 1.7 * x[t] + 3;
  const DemingLine a = deming(y, x, 2), b = deming(x, y, 0.5);
  CHECK(a.slope == Approx(1 / b.slope).epsilon(1e-12));
  CHECK(a.intercept == Approx(-b.intercept / b.slope).epsilon(1e-11));
  CHECK(deming(y, x, 1e12).slope == Approx(ols_line(y, x).slope).epsilon(1e-9));  // all error in y
  CHECK(deming(Series{1, 0, 1}, Series{1, 2, 3}, 1).status == Status::out_of_domain);
  CHECK(deming(y, x, 0).status == Status::out_of_domain);
  CHECK(deming(Series{1}, Series{1}, 1).status == Status::too_few);
}

TEST_CASE("a Kalman filter whose coefficients stand still is least squares") {
  const Series x = noise(200, 4);
  Series y = noise(200, 5, 0.1);
  for (std::size_t t = 0; t < 200; ++t) y[t] += 2 + 0.5 * x[t];
  const KalmanRegression k = kalman_regression(y, {x, Series(200, 1.0)}, kalman_prior(2, 0, 0.01, 1e10));
  const Line line = ols_line(y, x);
  CHECK(k.coefficients.back()[0] == Approx(line.slope).epsilon(1e-7));  // the prior weighs 1e-12 of the data
  CHECK(k.coefficients.back()[1] == Approx(line.intercept).epsilon(1e-7));
}

TEST_CASE("a Kalman score looks at no later row, and a missing row only widens it") {
  Series y = walk(100, 6);
  const Series x = walk(100, 7), ones(100, 1.0);
  const KalmanSettings settings = kalman_prior(2, 1e-3, 0.1);
  const KalmanRegression whole = kalman_regression(y, {x, ones}, settings);
  y[60] = kNaN;
  const KalmanRegression gap = kalman_regression(y, {x, ones}, settings);
  for (std::size_t t = 0; t < 60; ++t) CHECK(gap.error[t] == whole.error[t]);
  CHECK(std::isnan(gap.error[60]));
  CHECK(gap.coefficients[60] == gap.coefficients[59]);
  CHECK(gap.variance[61] > whole.variance[61]);
}

TEST_CASE("Chan's start changes nothing on the first row, and impossible settings are refused") {
  const Series y = {5, 6, 7}, x = {1, 2, 2};
  const KalmanRegression k = kalman_regression(y, {x}, kalman_chan(1, 1e-4, 1e-3));
  CHECK(k.coefficients[0][0] == 0);
  CHECK(k.variance[0] == 1e-3);
  CHECK(k.coefficients[1][0] > 0);
  KalmanSettings noiseless = kalman_chan(1);
  noiseless.noise = 0;
  CHECK(kalman_regression(y, {x}, noiseless).status == Status::out_of_domain);
  CHECK(kalman_regression(y, {x}, kalman_chan(2)).status == Status::out_of_domain);
  CHECK(kalman_regression({}, {Series{}}, kalman_chan(1)).status == Status::too_few);
}

TEST_CASE("an Ornstein-Uhlenbeck fit knows the half-life it was given, by the exact formula") {
  const OuFit f = ou_fit(reverting(20000, 8, 0.5), 0.5);
  CHECK(f.b == Approx(0.5).margin(0.02));
  CHECK(f.half_life == Approx(0.5 * std::log(2) / -std::log(f.b)));
  CHECK(f.stationary_deviation == Approx(std::sqrt(f.residual_variance / (1 - f.b * f.b))));
  CHECK(f.sigma == Approx(f.stationary_deviation * std::sqrt(2 * f.kappa)));
  CHECK(f.half_life_corrected > f.half_life);
  CHECK(ou_fit(Series(50, 3.3)).status == Status::not_invertible);
  CHECK(ou_fit(Series{1, 2, 1}).status == Status::too_few);
  CHECK(ou_fit(reverting(50, 8, 0.5), 0).status == Status::out_of_domain);
  const OuFit explosive = ou_fit(Series{1, 2, 4, 8, 16.5, 33});
  CHECK(explosive.half_life == kInfinity);
  CHECK(explosive.status == Status::out_of_domain);
}

TEST_CASE("a variance ratio tells a random walk from a series that reverts") {
  CHECK(std::fabs(variance_ratio(walk(5000, 9), 5).score) < 3);
  CHECK(variance_ratio(reverting(5000, 10, 0.3), 5).ratio < 0.5);
  CHECK(variance_ratio(reverting(5000, 10, 0.3), 5).p_value < 1e-9);
  // 29/54 over 26/9
  CHECK(variance_ratio(Series{1, 3, 2, 5}, 2, {false, false}).ratio == Approx(29.0 / 156).epsilon(1e-12));
  CHECK(variance_ratio(Series(20, 4.0), 2).status == Status::zero_variance);
  CHECK(variance_ratio(walk(5, 9), 1).status == Status::out_of_domain);
  CHECK(variance_ratio(walk(5, 9), 4).status == Status::too_few);
}

TEST_CASE("Hurst exponents of a random walk are a half, but for the bias of small blocks that is stated beside") {
  const Series x = walk(20000, 11);
  CHECK(hurst_ghe(x).value == Approx(0.5).margin(0.03));
  CHECK(hurst_ghe(x, 1).value == Approx(0.5).margin(0.03));
  CHECK(hurst_ghe(x, 3).value == Approx(0.5).margin(0.04));
  const std::vector<std::size_t> blocks = {8, 16, 32, 64, 128, 256};
  const double expected = expected_hurst_rs(blocks).value;
  CHECK(expected == Approx(0.586).margin(0.001));  // 0.57 where S is over n: ranges below test which it is
  CHECK(hurst_rs(noise(20000, 11), blocks).value == Approx(expected).margin(0.02));
  CHECK(hurst_ghe(Series(50, 1.0)).status == Status::zero_variance);
  CHECK(hurst_ghe(walk(20, 11)).status == Status::too_few);
  CHECK(hurst_rs(noise(10, 11), blocks).status == Status::too_few);
}

TEST_CASE("expected rescaled ranges are those of many small samples") {
  CompensatedSum sum;
  constexpr std::size_t kSamples = 40000, kRows = 8;
  const Series z = noise(kSamples * kRows, 12);
  const std::vector<std::size_t> sizes = {kRows, 2 * kRows};
  for (std::size_t s = 0; s < kSamples; ++s) {
    const std::span<const double> x(z.data() + s * kRows, kRows);
    double low = 0, high = 0, level = 0;
    for (const double v : x) {
      level += v - mean(x);
      low = std::min(low, level);
      high = std::max(high, level);
    }
    sum.add((high - low) / sample_deviation(x));
  }
  // 3 standard errors: R/S of 8 rows has a deviation of about 0.45
  CHECK(sum.value() / kSamples == Approx(expected_rescaled_range(kRows)).margin(3 * 0.45 / 200));
}

TEST_CASE("Dickey-Fuller keeps a random walk and rejects a series that reverts, whatever the level") {
  for (const Deterministic d : {Deterministic::constant, Deterministic::trend, Deterministic::quadratic}) {
    CHECK(adf(walk(1000, 13), 2, d).p_value > 0.05);
    Series x = reverting(1000, 14, 0.8);
    const AdfTest test = adf(x, 2, d);
    CHECK(test.p_value < 1e-6);
    CHECK(test.rows == 997);
    for (double& v : x) v += 1e7;
    CHECK(adf(x, 2, d).statistic == Approx(test.statistic).epsilon(1e-6));
  }
  CHECK(mackinnon_critical(kInfinity, 1, Deterministic::constant)[1] == -2.86154);  // MacKinnon 2010, table 2
  CHECK(adf(Series(50, 2.0), 1).status == Status::not_invertible);
  CHECK(adf(Series{1, 2, 4, 3, 5}, 1).status == Status::too_few);  // 3 rows, 3 coefficients
  CHECK(adf(Series{1, kNaN, 4, 3, 5, 7, 6}, 0).status == Status::non_finite_input);
}

TEST_CASE("the lag that a test chooses is the one with which changes follow each other") {
  Series changes = noise(2000, 15), x;
  for (std::size_t t = 2; t < changes.size(); ++t) changes[t] += 0.5 * changes[t - 2];
  double level = 0;
  for (const double d : changes) x.push_back(level += d);
  CHECK(adf_auto(x, Deterministic::constant, LagCriterion::bic, 8).lags == 2);
  CHECK(adf_auto(x, Deterministic::constant, LagCriterion::aic, 8).lags >= 2);
  CHECK(default_max_lags(750, Deterministic::constant) == 20);  // 12 * 7.5^(1/4) = 19.86
  // 20 rows: with 9 lags 10 rows would be left for 10 regressors, which fit anything; with 8, 11 rows for 9.
  CHECK(default_max_lags(20, Deterministic::none) == 8);
  CHECK(adf_auto(x).rows == x.size() - 1 - adf_auto(x).lags);
}

TEST_CASE("p-values beyond the ends of MacKinnon's tables are 0 and 1, and unknown tables undefined") {
  CHECK(mackinnon_p(-30, 1, Deterministic::constant) == 0);
  CHECK(mackinnon_p(5, 1, Deterministic::constant) == 1);
  CHECK(std::isnan(mackinnon_p(-2, 7, Deterministic::constant)));
  CHECK(std::isnan(mackinnon_critical(100, 2, Deterministic::none)[0]));
  CHECK(deterministic_of("ctt") == Deterministic::quadratic);
  CHECK_FALSE(deterministic_of("x").has_value());
}

TEST_CASE("Engle and Granger's test finds two series that move together, and refuses one that is the other") {
  const Series x = walk(800, 16);
  Series y = reverting(800, 17, 0.5);
  for (std::size_t t = 0; t < 800; ++t) y[t] += 1.5 * x[t];
  const EngleGranger test = engle_granger(y, {x});
  CHECK(test.p_value < 0.001);
  CHECK(test.coefficients[0] == Approx(1.5).margin(0.02));
  const EngleGrangerPair both = engle_granger_both_ways(y, x);
  CHECK(std::fabs(both.weaker.statistic) <= std::fabs(test.statistic));
  Series same = x;
  for (double& v : same) v = 2 * v + 1;
  CHECK(engle_granger(same, {x}).status == Status::not_invertible);
}

TEST_CASE("Engle and Granger's test rejects walks of their own about as often as it says") {
  int rejected = 0;
  constexpr int kPairs = 400;
  for (std::uint64_t i = 0; i < kPairs; ++i)
    rejected += engle_granger(walk(400, 1000 + 2 * i), {walk(400, 1001 + 2 * i)}).p_value < 0.05 ? 1 : 0;
  CHECK(rejected > kPairs * 2 / 100);  // 5 % +- 3 deviations
  CHECK(rejected < kPairs * 9 / 100);
}

TEST_CASE("Johansen's eigenvalues do not depend on how the series are combined") {
  const Series w = walk(600, 19), e = reverting(600, 20, 0.5), v = walk(600, 21);
  Series y = w, sum = w, scaled = v;
  for (std::size_t t = 0; t < 600; ++t) {
    y[t] = 2 * w[t] + e[t];
    sum[t] = y[t] + w[t];
    scaled[t] = 1000 * v[t] - w[t];
  }
  for (const JohansenTerms terms : {JohansenTerms::none, JohansenTerms::constant, JohansenTerms::trend}) {
    const Johansen a = johansen({y, w, v}, terms, 1), b = johansen({sum, w, scaled}, terms, 1);
    REQUIRE(a.eigenvalues.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) CHECK(a.eigenvalues[i] == Approx(b.eigenvalues[i]).epsilon(1e-8));
    CHECK(a.trace[0] > a.trace_critical[0][2]);  // one relation at 99 %
    CHECK(a.trace[2] == a.max_eigenvalue[2]);
  }
  const Johansen a = johansen({y, w, v}, JohansenTerms::constant, 1);
  CHECK(a.vectors[0][1] / a.vectors[0][0] == Approx(-2).margin(0.02));  // y - 2 w reverts
  CHECK(johansen({y, w, y}, JohansenTerms::constant, 1).status == Status::not_invertible);
  CHECK(johansen({y}, JohansenTerms::constant, 1).status == Status::out_of_domain);
  CHECK(johansen({Series{1, 2, 3}, Series{2, 1, 2}}, JohansenTerms::constant, 1).status == Status::too_few);
}

TEST_CASE("principal components are orthonormal, point up, and leave nothing when all are taken out") {
  const Series level = noise(400, 22, 3), slope = noise(400, 23);
  std::vector<Series> x(4, Series(400));
  for (std::size_t v = 0; v < 4; ++v)
    for (std::size_t t = 0; t < 400; ++t) x[v][t] = 5 + level[t] + (static_cast<double>(v) - 1.5) * slope[t];
  for (std::size_t v = 0; v < 4; ++v)
    for (std::size_t t = 0; t < 400; ++t) x[v][t] += noise(1600, 24, 0.1)[v * 400 + t];
  for (const PcaMatrix matrix : {PcaMatrix::covariance, PcaMatrix::correlation}) {
    const Pca p = pca(x, matrix);
    double explained = 0;
    for (std::size_t c = 0; c < 4; ++c) {
      explained += p.explained[c];
      double length = 0, largest = 0;
      for (std::size_t v = 0; v < 4; ++v) {
        length += p.loadings[v][c] * p.loadings[v][c];
        if (std::fabs(p.loadings[v][c]) > std::fabs(largest)) largest = p.loadings[v][c];
      }
      CHECK(length == Approx(1));
      CHECK(largest > 0);
    }
    CHECK(explained == Approx(1));
    const Series row = {1, 2, 3, 5};
    for (const double left : pca_residual(p, row, 4)) CHECK(std::fabs(left) < 1e-12);
    CHECK(pca_residual(p, row, 0)[0] == Approx(1 - p.means[0]));
  }
  const Pca tie = pca({{1, -1, 2, -2}, {-1, 1, -2, 2}});  // both entries as large: the first is positive
  CHECK(tie.loadings[0][0] == Approx(std::sqrt(0.5)));
  CHECK(pca({{1, 1, 1}, {1, 2, 3}}, PcaMatrix::correlation).status == Status::zero_variance);
  CHECK(pca({{1}, {2}}).status == Status::too_few);
  CHECK(pca({{1, kNaN}, {1, 2}}).status == Status::non_finite_input);
}

TEST_CASE("components that change places and signs are put back beside the earlier window's") {
  Pca earlier;
  earlier.status = Status::ok;
  earlier.eigenvalues = {2, 1.95};
  earlier.explained = {0.506, 0.494};
  earlier.loadings = {{1, 0}, {0, 1}};
  Pca later = earlier;
  later.loadings = {{0.1, -0.995}, {0.995, 0.1}};
  later.eigenvalues = {2.1, 1.0};
  const AlignedPca put = aligned(later, earlier);
  CHECK(put.pca.loadings[0][0] == 0.995);
  CHECK(put.pca.eigenvalues[0] == 1.0);
  CHECK(put.pca.loadings[1][1] == 0.995);
  CHECK_FALSE(put.unsure[0]);
  CHECK(aligned(earlier, earlier).unsure[0]);  // 2 and 1.95 are 2.5 % apart
}
