// Bootstrap, tests over many strategies, and rows for fitting and testing.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "analytics/bootstrap.hpp"
#include "analytics/cross_validation.hpp"
#include "analytics/probabilistic_sharpe.hpp"
#include "analytics/resamples.hpp"
#include "analytics/superiority.hpp"
#include "analytics/walk_forward_result.hpp"
#include "base/numeric.hpp"
#include "base/random.hpp"
#include "catch.hpp"

using namespace relval;

namespace {

std::vector<double> noise(std::size_t n, std::uint64_t stream, double drift = 0) {
  const RandomStream draws(31, stream);
  std::vector<double> x;
  for (std::size_t t = 0; t < n; ++t) x.push_back(drift + draws.normal(t));
  return x;
}

}  // namespace

TEST_CASE("blocks are drawn, followed, and wrapped round the end") {
  const std::vector<double> u = {0.85, 0.3, 0.1, 0.95, 0.5}, v = {0.9, 0.9, 0.9, 0.1, 0.9};
  CHECK(stationary_bootstrap_indices(u, v, 10, 0.2) == std::vector<std::size_t>{8, 9, 0, 9, 0});
  CHECK(stationary_bootstrap_indices({}, {}, 10, 0.2).empty());
}

TEST_CASE("a resample is the same whatever was drawn before it, and its blocks are as long as asked") {
  const Resamples a = stationary_bootstrap(5000, 10, 100, 7), b = stationary_bootstrap(5000, 10, 3, 7);
  CHECK(a.rows(2) == b.rows(2));
  CHECK(a.rows(2) != a.rows(3));
  std::size_t blocks = 1;
  const std::vector<std::size_t> rows = a.rows(0);
  for (std::size_t t = 1; t < rows.size(); ++t) blocks += rows[t] == (rows[t - 1] + 1) % 5000 ? 0 : 1;
  CHECK(static_cast<double>(blocks) == Approx(500).margin(70));  // binomial: deviation 21
}

TEST_CASE("the bootstrap error of an independent series' Sharpe ratio is that of its formula") {
  const std::vector<double> x = noise(1000, 1, 0.1);
  const Bootstrap b = bootstrap_sharpe(x, stationary_bootstrap(1000, 1, 2000, 3), 0.9);
  CHECK(b.status == Status::ok);
  CHECK(b.standard_error == Approx(1 / std::sqrt(1000.0)).epsilon(0.08));
  CHECK(b.percentile_low < b.value);
  CHECK(b.percentile_high > b.value);
  CHECK(b.basic_low == Approx(2 * b.value - b.percentile_high));
  CHECK(b.p_not_positive < 0.01);
  CHECK(bootstrap_sharpe(std::vector<double>(9, 1.0), stationary_bootstrap(9, 2, 5, 1)).status ==
        Status::zero_variance);
  CHECK(bootstrap_sharpe(x, stationary_bootstrap(1000, 1, 5, 1), 1).status == Status::out_of_domain);
}

TEST_CASE("resamples without dispersion are skipped and counted") {
  const std::vector<double> x = {1, 2, 3};
  const Bootstrap b = bootstrap_sharpe(x, as_given({{0, 0, 0}, {0, 1, 2}, {1, 1, 2}}));
  CHECK(b.degenerate == 1);
  CHECK(b.draws.size() == 2);
}

TEST_CASE("a series that remembers needs longer blocks") {
  std::vector<double> slow = noise(2000, 2);
  const BlockLength short_memory = optimal_block_length(slow);
  for (std::size_t t = 1; t < slow.size(); ++t) slow[t] += 0.9 * slow[t - 1];
  const BlockLength long_memory = optimal_block_length(slow);
  CHECK(short_memory.stationary < 4);
  CHECK(long_memory.stationary > 15);
  CHECK(long_memory.circular / long_memory.stationary == Approx(std::cbrt(1.5)));
  CHECK(long_memory.longest == 50);  // ceil(44.7) + 5
  CHECK(long_memory.cap == 135);     // ceil(3 * 44.7)
  CHECK(optimal_block_length(std::vector<double>(50, 2.0)).status == Status::zero_variance);
  CHECK(optimal_block_length(std::vector<double>{1, 2}).status == Status::too_few);
  CHECK(optimal_block_length(std::vector<double>{1, 2, 4, 3}).stationary >= 1);
}

TEST_CASE("with blocks of one row the bootstrap deviation is that of the series") {
  const std::vector<double> x = noise(300, 3);
  CHECK(bootstrap_deviation(x, 1) == Approx(sample_deviation(x) * std::sqrt(299.0 / 300)));
  std::vector<double> slow = x;
  for (std::size_t t = 1; t < slow.size(); ++t) slow[t] += 0.7 * slow[t - 1];
  CHECK(bootstrap_deviation(slow, 20) > 1.5 * sample_deviation(slow));
  // What it stands for: the deviation of sqrt(n) times resampled means.
  const Resamples resamples = stationary_bootstrap(300, 5, 4000, 11);
  std::vector<double> drawn;
  for (std::size_t b = 0; b < resamples.count; ++b) {
    double sum = 0;
    for (const std::size_t row : resamples.rows(b)) sum += slow[row];
    drawn.push_back(sum / std::sqrt(300.0));
  }
  CHECK(bootstrap_deviation(slow, 5) == Approx(sample_deviation(drawn)).epsilon(0.05));  // 4,000 draws: 1.1 %
}

TEST_CASE("an edge among many is found, the rest is not, and p-values keep their order") {
  Trials trials;
  for (std::size_t k = 0; k < 20; ++k) trials.push_back(noise(500, 100 + k, k == 4 ? 0.3 : -0.02));
  const Resamples resamples = stationary_bootstrap(500, 4, 500, 5);
  const SuperiorAbility spa = hansen_spa(trials, resamples, 4);
  CHECK(spa.consistent.p < 0.01);
  CHECK(spa.lower.p <= spa.consistent.p);
  CHECK(spa.consistent.p <= spa.upper.p);
  CHECK(reality_check(trials, resamples).p.p < 0.01);
  const StepwiseTest step = romano_wolf_stepm(trials, resamples, 4);
  CHECK(step.rejected == std::vector<std::size_t>{4});
  CHECK(step.critical.size() == 2);
  CHECK(step.critical[1] <= step.critical[0]);
  trials.erase(trials.begin() + 4);
  CHECK(hansen_spa(trials, resamples, 4).consistent.p > 0.05);
  CHECK(romano_wolf_stepm(trials, resamples, 4).rejected.empty());
}

TEST_CASE("a strategy that never moves is left out of the tests") {
  Trials trials = {noise(100, 7), std::vector<double>(100, 0.0)};
  const Resamples resamples = stationary_bootstrap(100, 3, 50, 1);
  CHECK(std::isnan(hansen_spa(trials, resamples, 3).deviations[1]));
  CHECK(hansen_spa(trials, resamples, 3).status == Status::ok);
  CHECK(hansen_spa({trials[1]}, resamples, 3).status == Status::zero_variance);
  CHECK(romano_wolf_stepm({trials[1]}, resamples, 3).status == Status::zero_variance);
  CHECK(hansen_spa({}, resamples, 3).status == Status::too_few);
  trials[0][5] = kNaN;
  CHECK(reality_check(trials, resamples).status == Status::non_finite_input);
}

TEST_CASE("at equal volatility the loudest strategy does not decide") {
  const Trials equal = of_equal_volatility({noise(200, 8), std::vector<double>(200, 3.0)});
  CHECK(sample_deviation(equal[0]) == Approx(1));
  CHECK(equal[1][0] == 3);
}

TEST_CASE("no training row's outcome overlaps a test row's") {
  for (const std::size_t horizon : {1u, 3u, 7u})
    for (const std::size_t embargo : {0u, 2u}) {
      std::vector<std::size_t> ends = ends_after(57, horizon);
      ends[20] += 5;  // one outcome takes longer
      for (const Split& s : purged_kfold(ends, 5, embargo)) {
        std::size_t latest = 0;
        for (const std::size_t i : s.test) latest = std::max(latest, ends[i]);
        for (const std::size_t j : s.train) {
          for (const std::size_t i : s.test) CHECK((ends[j] <= i || ends[i] <= j));
          CHECK((j < s.test.front() || j >= latest + embargo));
        }
      }
    }
  CHECK(purged_kfold(ends_after(3, 1), 4, 0).empty());
  CHECK(purged_kfold(ends_after(3, 1), 0, 0).empty());
}

TEST_CASE("every path of combinatorial splits takes each group once from a split that tests it") {
  const CombinatorialSplits c = cpcv(ends_after(60, 2), 6, 2, 1);
  CHECK(c.splits.size() == 15);
  CHECK(c.paths.size() == 5);
  for (std::size_t g = 0; g < 6; ++g) {
    std::vector<std::size_t> used;
    for (const auto& path : c.paths) {
      const auto& groups = c.splits[path[g]].groups;
      CHECK(std::count(groups.begin(), groups.end(), g) == 1);
      used.push_back(path[g]);
    }
    std::sort(used.begin(), used.end());
    CHECK(std::unique(used.begin(), used.end()) == used.end());
  }
  CHECK(cpcv(ends_after(60, 2), 6, 7, 1).splits.empty());
  CHECK(cpcv(ends_after(60, 2), 6, 6, 0).splits.size() == 1);
  CHECK(cpcv(ends_after(60, 2), 6, 1, 0).paths.size() == 1);
}

TEST_CASE("walk-forward windows step through the rows and drop a cut last test unless asked") {
  const auto windows = walk_forward_windows(25, {10, 5, 0, 1, false, false});
  REQUIRE(windows.size() == 2);
  CHECK(windows[1].train.begin == 5);
  CHECK(windows[1].test.begin == 16);
  CHECK(windows[1].test.end == 21);
  CHECK(walk_forward_windows(25, {10, 5, 0, 1, false, true}).back().test.end == 25);
  CHECK(walk_forward_windows(25, {10, 5, 0, 1, true, false})[1].train.begin == 0);
  CHECK(walk_forward_windows(25, {0, 5, 0, 0, false, false}).empty());
  CHECK(walk_forward_windows(10, {10, 5, 0, 0, false, true}).empty());
}

TEST_CASE("a walk-forward's efficiency is what came out of sample over what was seen in it") {
  CHECK(walk_forward_efficiency({{2, 4}, {1, 1}}).value == Approx(1.0 / 3));
  CHECK(walk_forward_efficiency({{-2, 1}, {1, 1}}).status == Status::out_of_domain);
  CHECK(walk_forward_efficiency({{}, {}}).status == Status::too_few);
  CHECK(share_of_windows_above_zero({{1, 1, 1, 1}, {1, 0, -1, 2}}).value == 0.5);
  CHECK(parameter_drift({{10, 1}, {20, 1}, {20, 3}}, {100, 4}).value == Approx((0.1 + 0.5) / 4));
  CHECK(rank_correlation(std::vector<double>{1, 5, 9}, std::vector<double>{2, 3, 100}).value == Approx(1));
  CHECK(rank_correlation(std::vector<double>{1, 2, 3, 4}, std::vector<double>{2, 1, 4, 3}).value == Approx(0.6));
}
