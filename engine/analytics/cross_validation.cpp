#include "analytics/cross_validation.hpp"

#include <algorithm>

namespace relval {
namespace {

// What a test of these rows forbids to train on, from a on: purge and embargo together.
class Test {
 public:
  Test(const Rows& rows, const std::vector<std::size_t>& ends, std::size_t embargo)
      : rows_(rows), ends_(&ends),
        latest_(*std::max_element(ends.begin() + static_cast<std::ptrdiff_t>(rows.begin),
                                  ends.begin() + static_cast<std::ptrdiff_t>(rows.end))),
        embargo_(embargo) {}
  bool forbids(std::size_t j) const {
    const bool tested = j >= rows_.begin && j < rows_.end;
    const bool overlaps = j < latest_ && (*ends_)[j] > rows_.begin;
    return tested || overlaps || (j >= latest_ && j < latest_ + embargo_);
  }

 private:
  Rows rows_;
  const std::vector<std::size_t>* ends_;
  std::size_t latest_, embargo_;
};

std::vector<std::size_t> allowed(std::size_t rows, const std::vector<Test>& tests) {
  std::vector<std::size_t> train;
  for (std::size_t j = 0; j < rows; ++j)
    if (std::none_of(tests.begin(), tests.end(), [j](const Test& t) { return t.forbids(j); })) train.push_back(j);
  return train;
}

std::vector<std::size_t> numbers(const Rows& rows) {
  std::vector<std::size_t> all;
  for (std::size_t i = rows.begin; i < rows.end; ++i) all.push_back(i);
  return all;
}

// Blocks of groups side by side.
std::vector<Rows> blocks(const std::vector<std::size_t>& chosen, const std::vector<Rows>& groups) {
  std::vector<Rows> out;
  for (const std::size_t g : chosen) {
    if (!out.empty() && out.back().end == groups[g].begin) out.back().end = groups[g].end;
    else out.push_back(groups[g]);
  }
  return out;
}

// The next choice in lexicographic order; false after the last.
bool next_choice(std::vector<std::size_t>& chosen, std::size_t of) {
  const std::size_t k = chosen.size();
  std::size_t i = k;
  while (i > 0 && chosen[i - 1] == of - k + i - 1) --i;
  if (i == 0) return false;
  ++chosen[i - 1];
  for (; i < k; ++i) chosen[i] = chosen[i - 1] + 1;
  return true;
}

}  // namespace

std::vector<std::size_t> ends_after(std::size_t rows, std::size_t horizon) {
  std::vector<std::size_t> ends(rows);
  for (std::size_t i = 0; i < rows; ++i) ends[i] = i + horizon;
  return ends;
}

std::vector<Rows> folds(std::size_t rows, std::size_t k) {
  std::vector<Rows> out;
  for (std::size_t i = 0, begin = 0; i < k; ++i) {
    const std::size_t end = begin + rows / k + (i < rows % k ? 1 : 0);
    out.push_back({begin, end});
    begin = end;
  }
  return out;
}

std::vector<Split> purged_kfold(const std::vector<std::size_t>& ends, std::size_t k, std::size_t embargo) {
  std::vector<Split> out;
  if (k > ends.size()) return out;
  for (const Rows& test : folds(ends.size(), k))
    out.push_back({numbers(test), allowed(ends.size(), {Test(test, ends, embargo)})});
  return out;
}

CombinatorialSplits cpcv(const std::vector<std::size_t>& ends, std::size_t groups, std::size_t test_groups,
                         std::size_t embargo) {
  CombinatorialSplits out;
  if (test_groups < 1 || test_groups > groups || groups > ends.size()) return out;
  out.groups = folds(ends.size(), groups);
  std::vector<std::size_t> chosen(test_groups);
  for (std::size_t i = 0; i < test_groups; ++i) chosen[i] = i;
  std::vector<std::vector<std::size_t>> splits_of(groups);
  do {
    std::vector<Test> tests;
    for (const Rows& block : blocks(chosen, out.groups)) tests.emplace_back(block, ends, embargo);
    for (const std::size_t g : chosen) splits_of[g].push_back(out.splits.size());
    out.splits.push_back({chosen, allowed(ends.size(), tests)});
  } while (next_choice(chosen, groups));
  for (std::size_t p = 0; p < splits_of.front().size(); ++p) {
    out.paths.emplace_back();
    for (const auto& of_group : splits_of) out.paths.back().push_back(of_group[p]);
  }
  return out;
}

std::vector<WalkForwardWindow> walk_forward_windows(std::size_t rows, const WalkForwardSettings& s) {
  std::vector<WalkForwardWindow> out;
  const std::size_t step = s.step > 0 ? s.step : s.test;
  if (s.train == 0 || s.test == 0) return out;
  for (std::size_t from = 0;; from += step) {
    const std::size_t trained = from + s.train, begin = trained + s.gap, end = begin + s.test;
    if (end > rows && !(s.partial && begin < rows)) return out;
    out.push_back({{s.anchored ? 0 : from, trained}, {begin, std::min(end, rows)}});
    if (end > rows) return out;
  }
}

}  // namespace relval
