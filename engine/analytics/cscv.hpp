// The probability that the best configuration in sample is below the median out of sample: combinatorially symmetric
// cross-validation. Bailey, Borwein, Lopez de Prado & Zhu, "The Probability of Backtest Overfitting", Journal of
// Computational Finance 20(4) (2017).
#pragma once

#include <cstddef>
#include <vector>

#include "analytics/deflated_sharpe.hpp"
#include "base/statistic.hpp"

namespace relval {

enum class TrialMetric { sharpe, mean };  // per period

// The earliest rows that do not fill blocks are dropped; each half of the blocks, in lexicographic order, is in sample
// once. A trial without a finite metric ranks last. The average rank of ties; relative rank = rank / (trials + 1).
struct Cscv {
  Status status = Status::too_few;
  double pbo = kNaN;               // share of logits <= 0
  double probability_of_loss = kNaN;  // share of combinations whose selected trial has a metric below 0 out of sample
  std::vector<double> logits;         // by combination: ln(w / (1 - w)), w the relative rank of the selected
  std::vector<std::size_t> selected;  // by combination: the best in sample, ties to the first
  std::vector<double> in_sample, out_of_sample;  // by combination: the selected's metric
  // Least squares of out of sample on in sample over combinations where both are finite. NaN where in sample is
  // constant.
  double slope = kNaN, intercept = kNaN, r_squared = kNaN;
  // Whether the selected's distribution out of sample is better than that of a trial drawn at random, to first and to
  // second order (Hadar & Russell 1969), on `points`: the selected's percentiles. Shares below or at each point.
  std::vector<double> points, selected_below, random_below;
  bool first_order = false, second_order = false;
  std::size_t rows_per_block = 0;
};
// trials of one length. blocks: even, 2 to 20. status: out_of_domain for other blocks, too_few below two trials or two
// rows a block; below 20 rows a block the result is rough.
Cscv cscv(const Trials&, std::size_t blocks = 16, TrialMetric = TrialMetric::sharpe);

}  // namespace relval
