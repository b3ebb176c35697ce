// Statistics of selection beside their plain definitions and published examples; more values in tests/reference.
#include <algorithm>
#include <cmath>
#include <ctime>
#include <limits>
#include <numeric>
#include <vector>

#include "analytics/adjusted_pvalues.hpp"
#include "analytics/cscv.hpp"
#include "analytics/deflated_sharpe.hpp"
#include "analytics/effective_trials.hpp"
#include "analytics/plateau.hpp"
#include "analytics/probabilistic_sharpe.hpp"
#include "base/numeric.hpp"
#include "base/random.hpp"
#include "catch.hpp"

using namespace relval;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Trials noise(std::size_t trials, std::size_t rows, std::uint64_t seed) {
  Trials all;
  for (std::size_t k = 0; k < trials; ++k) {
    const RandomStream draws(seed, k);
    all.emplace_back();
    for (std::size_t t = 0; t < rows; ++t) all.back().push_back(draws.normal(t));
  }
  return all;
}

// PBO as it is defined: rows put together, the metric taken, ranks looked up.
double plain_pbo(const Trials& trials, std::size_t blocks) {
  const std::size_t rows = trials[0].size() / blocks, from = trials[0].size() - rows * blocks;
  std::size_t below = 0, count = 0;
  for (std::size_t mask = 0; mask < std::size_t{1} << blocks; ++mask) {
    if (static_cast<std::size_t>(__builtin_popcountll(mask)) != blocks / 2) continue;
    std::vector<double> inside, outside;
    for (const auto& x : trials) {
      std::vector<double> in, out;
      for (std::size_t t = from; t < x.size(); ++t) (mask >> ((t - from) / rows) & 1 ? in : out).push_back(x[t]);
      inside.push_back(sharpe_per_period(in).value);
      outside.push_back(sharpe_per_period(out).value);
    }
    const auto best = static_cast<std::size_t>(std::max_element(inside.begin(), inside.end()) - inside.begin());
    const auto rank = std::count_if(outside.begin(), outside.end(), [&](double v) { return v <= outside[best]; });
    below += 2 * rank <= static_cast<std::ptrdiff_t>(trials.size() + 1) ? 1 : 0;
    ++count;
  }
  return static_cast<double>(below) / static_cast<double>(count);
}

}  // namespace

TEST_CASE("the deflated Sharpe ratio is that of its paper's example") {
  // Bailey & Lopez de Prado (2014), p. 11: annual ratio 2.5 and variance 1/2 over 100 trials, five years of days,
  // skewness -3, kurtosis 10: expected maximum 0.1132 a day, probability 0.9004.
  const SharpeRecord record{2.5 / std::sqrt(250.0), 1250, -3, 10};
  const DeflatedSharpe d = deflated_sharpe(record, 0.5 / 250, 100);
  CHECK(d.benchmark == Approx(0.1132).margin(5e-5));
  CHECK(d.probability.value == Approx(0.9004).margin(5e-5));
  CHECK(deflated_sharpe(record, 0.5 / 250, 46).probability.value == Approx(0.9505).margin(5e-5));  // p. 12
}

TEST_CASE("a record of the minimum length has the probability that was asked for") {
  const SharpeRecord record{0.1, 300, -0.8, 6};
  const double length = minimum_track_record(record, 0.02, 0.95).value;
  CHECK(probabilistic_sharpe(SharpeRecord{0.1, length, -0.8, 6}, 0.02).value == Approx(0.95).epsilon(1e-12));
  CHECK(minimum_track_record(record, 0.1, 0.95).value == kInfinity);
  CHECK(minimum_track_record(record, 0.1, 0.95).ok());
  CHECK(minimum_track_record(record, 0, 1).status == Status::out_of_domain);
  CHECK(probabilistic_sharpe(SharpeRecord{2, 300, 5, 3}, 0).status == Status::out_of_domain);  // root of a negative
  CHECK(probabilistic_sharpe(std::vector<double>(9, 0.7), 0).status == Status::zero_variance);
  CHECK(probabilistic_sharpe(std::vector<double>{1}, 0).status == Status::too_few);
  CHECK(probabilistic_sharpe(std::vector<double>{1, kNaN, 2}, 0).status == Status::non_finite_input);
}

TEST_CASE("five years of record allow 45 independent trials") {
  // Bailey, Borwein, Lopez de Prado & Zhu (2014), p. 465: "no more than 45".
  CHECK(minimum_backtest_years(45, 1).value == Approx(5).margin(0.05));
  CHECK(minimum_backtest_years(45, 2).value == Approx(5.0 / 4).margin(0.02));
  CHECK(expected_max_z(1) == 0);
  CHECK(expected_max_z(0.5) == 0);
  CHECK(std::isnan(expected_max_z(kNaN)));
}

TEST_CASE("constant and broken trials are counted apart and have no part in the variance") {
  Trials trials = noise(5, 200, 1);
  const TrialSharpes before = trial_sharpes(trials);
  trials.push_back(std::vector<double>(200, 0.0));
  trials.push_back(trials[0]);
  trials.back()[7] = kNaN;
  const TrialSharpes after = trial_sharpes(trials);
  CHECK(after.with_ratio == 5);
  CHECK(after.without_ratio == 2);
  CHECK(after.variance == before.variance);
  CHECK(after.best == before.best);
  CHECK(deflated_sharpe(after).probability.value == deflated_sharpe(before).probability.value);
  CHECK(trial_sharpes({trials[5]}).status == Status::too_few);
}

TEST_CASE("ten trials in two crowds count as about two") {
  Trials trials = noise(10, 2000, 2);
  const Trials common = noise(2, 2000, 3);
  for (std::size_t k = 0; k < 10; ++k)
    for (std::size_t t = 0; t < 2000; ++t) trials[k][t] = common[k % 2][t] + 0.2 * trials[k][t];
  const Correlations c = trial_correlations(trials);
  CHECK(trials_by_participation(c).value == Approx(2).margin(0.3));
  const TrialClusters clusters = trial_clusters(trials);
  CHECK(clusters.count == 2);
  CHECK(clusters.labels == std::vector<std::size_t>{0, 1, 0, 1, 0, 1, 0, 1, 0, 1});
  CHECK(clusters.silhouettes.size() == 7);
  const auto average = trials_by_average_correlation(c);
  CHECK(average.trials.value == Approx(average.average + (1 - average.average) * 10));
  CHECK(trials_by_average_correlation(trial_correlations({trials[0]})).trials.status == Status::too_few);
  CHECK(trial_clusters({trials[0], trials[1], trials[2]}).status == Status::too_few);
  CHECK(trial_clusters(Trials(5, trials[0])).status == Status::out_of_domain);
}

TEST_CASE("the probability of overfitting by block sums is that of rows put together") {
  for (std::uint64_t seed = 4; seed < 8; ++seed) {
    Trials trials = noise(7, 103, seed);
    for (double& v : trials[3]) v += 0.2;
    CHECK(cscv(trials, 6).pbo == Approx(plain_pbo(trials, 6)));
    CHECK(cscv(trials, 8).pbo == Approx(plain_pbo(trials, 8)));
  }
}

TEST_CASE("the best of pure noise is overfit about half of the time, a real edge never") {
  Trials trials = noise(40, 800, 9);
  const Cscv luck = cscv(trials, 10);
  CHECK(luck.pbo > 0.2);
  CHECK(luck.logits.size() == 252);
  CHECK_FALSE(luck.first_order);
  for (double& v : trials[5]) v += 0.5;
  const Cscv edge = cscv(trials, 10);
  CHECK(edge.pbo == 0);
  CHECK(edge.probability_of_loss == 0);
  CHECK(edge.first_order);
  CHECK(edge.second_order);
  CHECK(std::all_of(edge.selected.begin(), edge.selected.end(), [](std::size_t k) { return k == 5; }));
}

TEST_CASE("a trial that is flat in sample ranks last there, and ties have their average rank") {
  Trials trials = noise(3, 80, 10);
  for (std::size_t t = 0; t < 40; ++t) trials[1][t] = 0.01;  // flat in the first half, and not to the bit in its mean
  const Cscv r = cscv(trials, 2);
  CHECK(r.selected[0] != 1);
  const Trials same(4, trials[0]);
  const Cscv tie = cscv(same, 2);
  CHECK(tie.selected[0] == 0);
  CHECK(tie.logits[0] == 0);  // rank 2.5 of 4: w = 1/2
  CHECK(tie.pbo == 1);
  CHECK(cscv(trials, 3).status == Status::out_of_domain);
  CHECK(cscv({trials[0]}, 2).status == Status::too_few);
  CHECK(cscv(trials, 16, TrialMetric::mean).status == Status::ok);
  CHECK(cscv(noise(3, 31, 1), 16).status == Status::too_few);  // one row a block
}

TEST_CASE("a thousand trials of twenty years take sixteen blocks within a minute") {
  const Trials trials = noise(1000, 5040, 11);
  const std::clock_t start = std::clock();
  const Cscv r = cscv(trials, 16);
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  CHECK(r.logits.size() == 12870);
  CHECK(r.rows_per_block == 315);
  INFO(seconds << " s");
  CHECK(seconds < 60);
}

TEST_CASE("adjusted p-values are those of Benjamini and Hochberg's own example") {
  // Benjamini & Hochberg (1995), section 4.1: at 5 % Bonferroni rejects 3 of the 15, their procedure 4.
  const std::vector<double> p = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
  const auto rejected = [&](Adjustment a) {
    const std::vector<double> q = adjusted_p_values(p, a);
    return std::count_if(q.begin(), q.end(), [](double v) { return v <= 0.05; });
  };
  CHECK(rejected(Adjustment::bonferroni) == 3);
  CHECK(rejected(Adjustment::holm) == 3);
  CHECK(rejected(Adjustment::bh) == 4);
  CHECK(rejected(Adjustment::by) == 3);
  CHECK(adjusted_p_values(p, Adjustment::bh)[3] == Approx(0.0095 * 15 / 4));
  CHECK(adjusted_p_values(p, Adjustment::holm)[1] == Approx(0.0004 * 14));
  const std::vector<double> few = {0.03, kNaN, 0.02};
  const std::vector<double> q = adjusted_p_values(few, Adjustment::bonferroni);
  CHECK(q[0] == Approx(0.06));  // two tests
  CHECK(std::isnan(q[1]));
  CHECK(adjusted_p_values({}, Adjustment::by).empty());
}

TEST_CASE("a Sharpe ratio after the haircut has the adjusted p-value") {
  Trials trials = noise(6, 500, 12);
  for (double& v : trials[2]) v -= 0.25;
  const std::vector<Haircut> cut = haircut_sharpes(trials, Adjustment::holm, 252);
  std::vector<double> p;
  for (const auto& x : trials) p.push_back(sharpe_p_value(x).value);
  const double adjusted = adjusted_p_values(p, Adjustment::holm)[2];
  const double left = cut[2].sharpe.value / std::sqrt(252.0);
  CHECK(left < 0);
  CHECK(sharpe_p_value_of_t(left * std::sqrt(500.0), 500) == Approx(adjusted).epsilon(1e-10));
  CHECK(cut[2].haircut == Approx(1 - left / sharpe_per_period(trials[2]).value));
  CHECK(haircut_sharpes({std::vector<double>(9, 1.0)}, Adjustment::by, 252)[0].sharpe.status == Status::zero_variance);
}

TEST_CASE("a plateau is chosen before a spike, and categories are no neighbours") {
  const MetricGrid grid{{3, 4}, {1.0, 1.1, 0.2, 0.1, 1.05, 1.2, 0.3, 3.0, 0.9, 1.1, 0.2, -0.5}};
  const Plateau p = plateau(grid);
  CHECK(place_in(grid, p.best_raw) == std::vector<std::size_t>{1, 3});
  CHECK(place_in(grid, p.best_plateau) == std::vector<std::size_t>{1, 0});  // median 1.075 as in {0, 0}, larger itself
  CHECK(p.fragility == Approx((3 - 0.2) / 3));  // neighbours .2 .1 .3 .2 -.5
  CHECK(p.isolated);
  CHECK(p.share_near_best == Approx(1.0 / 12));
  MetricGrid categories = grid;
  categories.categorical = {1, 0};
  CHECK(plateau(categories).cells[0].count == 2);
  CHECK(plateau({{2}, {kNaN, kNaN}}).status == Status::too_few);
}
