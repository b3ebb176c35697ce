// Tails, conditional variances, tests of coverage, covariances and their split, where an answer is known by hand. The
// ordinary cases are in tests/reference/stats.
#include <cmath>
#include <vector>

#include "analytics/conditional_variance.hpp"
#include "analytics/coverage_tests.hpp"
#include "analytics/filtered_history.hpp"
#include "analytics/garch_fit.hpp"
#include "analytics/parametric_tail.hpp"
#include "analytics/risk_contributions.hpp"
#include "analytics/shrinkage.hpp"
#include "analytics/tail_risk.hpp"
#include "analytics/var_backtest.hpp"
#include "base/random.hpp"
#include "catch.hpp"

using namespace relval;
using Numbers = std::vector<double>;

namespace {

// A GARCH path with these parameters.
Numbers simulated(const Garch& g, std::size_t n, std::uint64_t seed) {
  const RandomStream random(seed, 0);
  Numbers r;
  double v = g.omega / (1 - g.alpha - g.beta);
  for (std::size_t t = 0; t < n; ++t) {
    const double e = std::sqrt(v) * random.normal(t);
    r.push_back(g.mu + e);
    v = g.omega + g.alpha * e * e + g.beta * v;
  }
  return r;
}

}  // namespace

TEST_CASE("with an interpolated quantile ES is the mean of what lost VaR or more") {
  // 1 to 10: the linear 25 % quantile is 3.25, and 1, 2, 3 lie below it.
  const TailRisk t = tail_risk(Numbers{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 0.75, Quantile::linear);
  CHECK(t.var.value == Approx(-3.25));
  CHECK(t.es.value == Approx(-2));
  CHECK(tail_risk(Numbers{1, 2}, 1.5).var.status == Status::out_of_domain);
}

TEST_CASE("losses over a horizon are sums of neighbours") {
  CHECK(overlapping_sums(Numbers{1, 2, 4, 8}, 2) == Numbers{3, 6, 12});
  CHECK(overlapping_sums(Numbers{1, 2}, 3).empty());
}

TEST_CASE("Cornish-Fisher keeps its numbers outside its domain and says so") {
  Numbers skewed(99, 1.0);
  skewed.push_back(-60);
  const CornishFisherTail t = cornish_fisher_tail(skewed, 0.99);
  CHECK_FALSE(t.valid);
  CHECK(t.var.status == Status::out_of_domain);
  CHECK(std::isfinite(t.var.value));
  CHECK(cornish_fisher_tail(Numbers(10, 3.0), 0.99).var.status == Status::zero_variance);
  CHECK(cornish_fisher_tail(Numbers{1, 2, 3}, 0.99).var.status == Status::too_few);
}

TEST_CASE("the normal tail leaves the mean out where asked and divides by n where asked") {
  const Numbers pnl = {1, 3};  // mean 2, deviation 1.414 over n - 1, 1 over n
  const double z = 1.6448536269514722;
  CHECK(normal_tail(pnl, 0.95, {false, true}).var.value == Approx(z - 2));
  CHECK(normal_tail(pnl, 0.95, {true, true}).var.value == Approx(z));
  CHECK(normal_tail(pnl, 0.95).var.value == Approx(z * std::sqrt(2.0) - 2));
}

TEST_CASE("variances that follow returns start from those of the window and end one row ahead") {
  const VariancePath p = ewma_variance(Numbers{1, 3}, 0.5);
  CHECK(p.variance == Numbers{5, 3, 6});  // (1 + 9) / 2; (5 + 1) / 2; (3 + 9) / 2
  CHECK(ewma_variance(Numbers{0, 0}).status == Status::zero_variance);
  CHECK(ewma_variance(Numbers{1, kNaN}).status == Status::non_finite_input);
  CHECK(ewma_variance(Numbers{1, 2}, 1.0).status == Status::out_of_domain);
  CHECK(filtered_tail(Numbers{0, 0}, ewma_variance(Numbers{0, 0}), 0.95).tail.var.status == Status::zero_variance);
}

TEST_CASE("a fitted GARCH is no less likely than the one that made the returns, in any unit") {
  const Garch truth{0.05, 0.05, 0.1, 0.85};
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const Numbers r = simulated(truth, 2000, seed);
    const GarchFit fit = fit_garch(r);
    REQUIRE(fit.status == Status::ok);
    CHECK(fit.log_likelihood >= garch_variance(r, truth).log_likelihood);
    CHECK(fit.parameters.beta == Approx(truth.beta).margin(0.1));  // three or more of its standard errors
    Numbers in_thousands = r;
    for (double& x : in_thousands) x *= 1000;
    const GarchFit scaled = fit_garch(in_thousands);
    CHECK(scaled.parameters.alpha == Approx(fit.parameters.alpha).epsilon(1e-6));
    CHECK(scaled.parameters.omega == Approx(1e6 * fit.parameters.omega).epsilon(1e-6));
  }
  CHECK(fit_garch(Numbers(50, 1.0)).status == Status::zero_variance);
  CHECK(fit_garch(Numbers{1, 2}).status == Status::too_few);
}

TEST_CASE("coverage as promised has a ratio of nothing, and no periods say nothing") {
  CHECK(kupiec(25, 500, 0.05).ratio.value == 0);
  CHECK(kupiec(25, 500, 0.05).p.value == 1);
  CHECK(kupiec(0, 0, 0.05).p.status == Status::too_few);
  CHECK(kupiec(1, 10, 0.0).p.status == Status::out_of_domain);
  CHECK(kupiec(11, 10, 0.5).p.status == Status::out_of_domain);
  CHECK(kupiec(0, 1000, 0.05).p.value < 1e-20);  // none at all is too few
}

TEST_CASE("the zones of 250 days at 99 % are the Committee's: green to 4, yellow to 9, red from 10") {
  CHECK(basel_zone(4, 250, 0.01) == Zone::green);
  CHECK(basel_zone(5, 250, 0.01) == Zone::yellow);
  CHECK(basel_zone(9, 250, 0.01) == Zone::yellow);
  CHECK(basel_zone(10, 250, 0.01) == Zone::red);
}

TEST_CASE("a probability that meets a zone's bound exactly is in the worse zone, whatever rounding says") {
  CHECK(basel_zone(1, 2, 0.01) == Zone::red);     // P(X <= 1) = 1 - 0.01^2 = 99.99 %
  CHECK(basel_zone(0, 1, 0.05) == Zone::yellow);  // P(X <= 0) = 95 %
  CHECK(basel_zone(0, 1, 0.0501) == Zone::green);
}

TEST_CASE("exceedances that all or never happen are independent of each other") {
  CHECK(christoffersen({false, false, false}, 0.1).independence.p.value == 1);
  CHECK(christoffersen({true, true, true}, 0.1).independence.ratio.value == 0);
  CHECK(christoffersen({}, 0.1).conditional.p.status == Status::too_few);
}

TEST_CASE("a backtest knows only the rows before and counts a loss beyond VaR") {
  // Window of 2 at 50 %: VaR is the worse of the two rows before, of {1, -1} 1, of {-1, -3} 3, of {-3, 0} 3.
  const VarBacktest b = rolling_backtest(Numbers{1, -1, -3, 0, -2}, 2, 0.5);
  CHECK(b.var == Numbers{1, 3, 3});
  CHECK(b.first_row == 2);
  CHECK(b.clustering.exceedances == 1);
  CHECK(rolling_backtest(Numbers{1, 2}, 2, 0.5).status == Status::too_few);
  CHECK(backtest(Numbers{-1}, {1}, {1}, 0.5).clustering.exceedances == 0);  // as much as VaR is not beyond it
}

TEST_CASE("a covariance is symmetric and names what is wrong with its columns") {
  const std::vector<Numbers> x = {{1, 2, 4}, {2, 1, 5}};
  CHECK(sample_covariance(x).matrix(0, 1) == Approx(48.0 / 18));  // (4 x 2 + 1 x 5 + 5 x 7) / 9 / 2
  CHECK(sample_covariance(std::vector<Numbers>{{1, 2}, {1}}).status == Status::too_few);
  CHECK(sample_covariance(std::vector<Numbers>{{1, kNaN}}).status == Status::non_finite_input);
  CHECK(std::isnan(sample_covariance(std::vector<Numbers>{{1}}).matrix(0, 0)));
  CHECK(ewma_covariance(x, 1.0, false).matrix(0, 0) == Approx(7));  // (1 + 4 + 16) / 3
  CHECK(ewma_covariance(x, 1.0).effective_rows == Approx(3));
}

TEST_CASE("there is nothing to shrink in one column, two correlations or a column that stands still") {
  const std::vector<Numbers> two = {{1, 2, 4, 3}, {2, 1, 5, 0}};
  CHECK(shrink_to_constant_correlation(two).shrinkage == 0);
  CHECK(shrink_to_identity(std::vector<Numbers>{{1, 2, 4}}).shrinkage == 0);
  const ShrunkCovariance flat = shrink_to_constant_correlation(std::vector<Numbers>{{1, 2, 4}, {3, 3, 3}});
  CHECK(flat.status == Status::zero_variance);
  CHECK(flat.column == 1);
}

TEST_CASE("parts of VaR and ES add up, a hedge's is negative") {
  const std::vector<Numbers> legs = {{-6, 2, 1, -1, 4}, {3, -1, 0, 2, -2}};
  const Numbers weight = {1, 1};
  const HistoricalContributions h = historical_contributions(legs, weight, 0.6);  // two rows of five
  CHECK(h.var_row == 1);  // sums: -3 1 1 1 2; the first of the equal ones is row 1
  CHECK(h.var_part[0] + h.var_part[1] == Approx(h.var));
  CHECK(h.es_part[0] + h.es_part[1] == Approx(h.es));
  CHECK(h.es_part[1] < 0);
  const HistoricalContributions around = averaged_contributions(legs, weight, 0.6, 1);
  CHECK(around.var_part[0] + around.var_part[1] == Approx(around.var));
  const NormalContributions n = normal_contributions(legs, weight, 0.99, false);
  CHECK(n.var_part[0] + n.var_part[1] == Approx(n.var));
  CHECK(n.es_part[0] + n.es_part[1] == Approx(n.es));
  CHECK(normal_contributions(legs, Numbers{0, 0}, 0.99, true).status == Status::zero_variance);
  CHECK(usual_ranks(1000, 0.95) == 5);
  CHECK(usual_ranks(10, 0.95) == 1);
}
