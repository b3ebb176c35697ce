// A block of a trial is kept as mean and squares about it, so that a combination costs trials x blocks however long the
// history is, and a trial that is flat in half of the blocks is seen to be flat.
#include "analytics/cscv.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/numeric.hpp"
#include "signals/least_squares.hpp"

namespace relval {
namespace {

constexpr double kFlat = 1e-13;
constexpr double kWorst = -std::numeric_limits<double>::infinity();
constexpr std::size_t kMostBlocks = 20;
constexpr std::size_t kPercentiles = 99;

struct Block {
  double mean, squares, largest;
};

Block block_of(std::span<const double> x) {
  Block b{mean(x), 0, 0};
  CompensatedSum squares;
  for (const double v : x) {
    squares.add((v - b.mean) * (v - b.mean));
    b.largest = std::max(b.largest, std::fabs(v));
  }
  b.squares = squares.value();
  return b;
}

class Blocks {
 public:
  Blocks(const Trials& trials, std::size_t blocks, TrialMetric metric)
      : trials_(trials.size()), blocks_(blocks), rows_(trials.front().size() / blocks), metric_(metric) {
    const std::size_t dropped = trials.front().size() - rows_ * blocks;
    for (const auto& x : trials)
      for (std::size_t b = 0; b < blocks; ++b)
        all_.push_back(block_of(std::span(x).subspan(dropped + b * rows_, rows_)));
  }
  std::size_t trials() const { return trials_; }
  std::size_t rows() const { return rows_; }

  // Of trial k over some of the blocks; kWorst where it is not finite.
  double metric(std::size_t k, const std::vector<std::size_t>& of) const {
    const Block* block = all_.data() + k * blocks_;
    const double count = static_cast<double>(of.size());
    double sum = 0, squares = 0, apart = 0, largest = 0;
    for (const std::size_t b : of) sum += block[b].mean;
    const double mean = sum / count;
    if (metric_ == TrialMetric::mean) return std::isfinite(mean) ? mean : kWorst;
    for (const std::size_t b : of) {
      squares += block[b].squares;
      apart += (block[b].mean - mean) * (block[b].mean - mean);
      largest = std::max(largest, block[b].largest);
    }
    const double rows = static_cast<double>(rows_);
    const double deviation = std::sqrt((squares + rows * apart) / (rows * count - 1));
    return deviation > kFlat * largest && std::isfinite(mean / deviation) ? mean / deviation : kWorst;
  }

 private:
  std::size_t trials_, blocks_, rows_;
  TrialMetric metric_;
  std::vector<Block> all_;  // [trial][block]
};

// Calls each(in, out) for the halves of the blocks in lexicographic order.
template <class Each> void for_halves(std::size_t blocks, Each each) {
  std::vector<std::size_t> in(blocks / 2), out;
  for (std::size_t i = 0; i < in.size(); ++i) in[i] = i;
  while (true) {
    out.clear();
    for (std::size_t b = 0; b < blocks; ++b)
      if (!std::binary_search(in.begin(), in.end(), b)) out.push_back(b);
    each(in, out);
    std::size_t i = in.size();
    while (i > 0 && in[i - 1] == blocks - in.size() + i - 1) --i;
    if (i == 0) return;
    ++in[i - 1];
    for (; i < in.size(); ++i) in[i] = in[i - 1] + 1;
  }
}

// Average rank of the one at `chosen`, from 1.
double rank_of(const std::vector<double>& values, std::size_t chosen) {
  std::size_t below = 0, equal = 0;
  for (const double v : values) {
    if (v < values[chosen]) ++below;
    if (v == values[chosen]) ++equal;
  }
  return static_cast<double>(below) + (static_cast<double>(equal) + 1) / 2;
}

void degradation(Cscv& out) {
  std::vector<double> x, y;
  for (std::size_t i = 0; i < out.in_sample.size(); ++i) {
    if (!std::isfinite(out.in_sample[i]) || !std::isfinite(out.out_of_sample[i])) continue;
    x.push_back(out.in_sample[i]);
    y.push_back(out.out_of_sample[i]);
  }
  const LeastSquares line = least_squares(y, {x}, Intercept::estimated);
  if (line.status != Status::ok) return;
  out.slope = line.coefficients[0];
  out.intercept = line.coefficients[1];
  out.r_squared = line.r_squared;
}

void dominance(Cscv& out, const Blocks& blocks, std::size_t count) {
  std::vector<double> sorted = out.out_of_sample;
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t p = 1; p <= kPercentiles; ++p) {
    const double at = sorted[(sorted.size() - 1) * p / (kPercentiles + 1)];
    if (std::isfinite(at) && (out.points.empty() || at > out.points.back())) out.points.push_back(at);
  }
  if (out.points.empty()) return;
  std::vector<std::size_t> of_selected(out.points.size() + 1, 0), of_all = of_selected;
  const auto place = [&](double v) {
    return static_cast<std::size_t>(std::lower_bound(out.points.begin(), out.points.end(), v) - out.points.begin());
  };
  for (const double v : out.out_of_sample) ++of_selected[place(v)];
  for_halves(count, [&](const auto&, const auto& outside) {
    for (std::size_t k = 0; k < blocks.trials(); ++k) ++of_all[place(blocks.metric(k, outside))];
  });
  const double halves = static_cast<double>(out.out_of_sample.size());
  const double all = halves * static_cast<double>(blocks.trials());
  std::size_t selected = 0, random = 0;
  double gap = 0;  // integral of the difference of the two distributions
  out.first_order = out.second_order = true;
  for (std::size_t i = 0; i < out.points.size(); ++i) {
    if (i > 0) gap += (out.random_below.back() - out.selected_below.back()) * (out.points[i] - out.points[i - 1]);
    out.selected_below.push_back(static_cast<double>(selected += of_selected[i]) / halves);
    out.random_below.push_back(static_cast<double>(random += of_all[i]) / all);
    if (out.selected_below.back() > out.random_below.back()) out.first_order = false;
    if (gap < 0) out.second_order = false;
  }
}

}  // namespace

Cscv cscv(const Trials& trials, std::size_t blocks, TrialMetric metric) {
  Cscv out;
  if (blocks < 2 || blocks % 2 != 0 || blocks > kMostBlocks) out.status = Status::out_of_domain;
  if (out.status == Status::out_of_domain || trials.size() < 2) return out;
  for (const auto& x : trials)
    if (x.size() != trials.front().size()) throw Error(ErrorKind::bug, "cscv", "trials differ in length");
  out.rows_per_block = trials.front().size() / blocks;
  if (out.rows_per_block < 2) return out;
  out.status = Status::ok;
  const Blocks all(trials, blocks, metric);
  std::size_t not_above = 0, losses = 0;
  std::vector<double> outside(trials.size());
  for_halves(blocks, [&](const auto& in_sample, const auto& out_of_sample) {
    std::size_t best = 0;
    double most = kWorst;
    for (std::size_t k = 0; k < trials.size(); ++k) {
      const double inside = all.metric(k, in_sample);
      outside[k] = all.metric(k, out_of_sample);
      if (inside > most) best = k, most = inside;
    }
    const double rank = rank_of(outside, best), top = static_cast<double>(trials.size() + 1);
    out.selected.push_back(best);
    out.in_sample.push_back(most);
    out.out_of_sample.push_back(outside[best]);
    out.logits.push_back(log(rank / (top - rank)));
    if (2 * rank <= top) ++not_above;
    if (outside[best] < 0) ++losses;
  });
  const double count = static_cast<double>(out.logits.size());
  out.pbo = static_cast<double>(not_above) / count;
  out.probability_of_loss = static_cast<double>(losses) / count;
  degradation(out);
  dominance(out, all, blocks);
  return out;
}

}  // namespace relval
