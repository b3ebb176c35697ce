// Which rows to fit on and which to test on, with the rows left out whose outcomes overlap. Row i is decided at close i
// and its outcome is known at ends[i]; the outcome's span is (i, ends[i]].
#pragma once

#include <cstddef>
#include <vector>

namespace relval {

std::vector<std::size_t> ends_after(std::size_t rows, std::size_t horizon);  // ends[i] = i + horizon

// Rows in k runs as even as can be, the longer ones first.
struct Rows {
  std::size_t begin, end;
};
std::vector<Rows> folds(std::size_t rows, std::size_t k);

// Each fold is the test once. A row j outside is purged where its span overlaps one of the test's: j < E and ends[j] >
// a with a the test's first row and E its latest end; and embargoed where E <= j < E + embargo. Lopez de Prado,
// Advances in Financial Machine Learning (2018), ch. 7. Empty for k = 0 or more folds than rows.
struct Split {
  std::vector<std::size_t> test, train;
};
std::vector<Split> purged_kfold(const std::vector<std::size_t>& ends, std::size_t k, std::size_t embargo);

// Every choice of test_groups of the groups, in lexicographic order; groups side by side are one test for the purge.
// Path p takes group g from the p-th split that tests g: test_groups / groups of all splits of them. Ch. 12 of the
// same.
struct CombinatorialSplit {
  std::vector<std::size_t> groups, train;
};
struct CombinatorialSplits {
  std::vector<Rows> groups;
  std::vector<CombinatorialSplit> splits;
  std::vector<std::vector<std::size_t>> paths;  // [path][group]: a split
};
// Empty unless 1 <= test_groups <= groups <= rows.
CombinatorialSplits cpcv(const std::vector<std::size_t>& ends, std::size_t groups, std::size_t test_groups,
                         std::size_t embargo);

// Windows one after the other. Rolling: train [s, s + train), test [s + train + gap, + test), s += step; anchored:
// train from row 0. A last test that is cut short by the end is dropped unless `partial`. gap: at least the horizon
// less one, or the test is seen. step 0: the test's length; a smaller step makes tests overlap.
struct WalkForwardSettings {
  std::size_t train = 0, test = 0, step = 0, gap = 0;
  bool anchored = false, partial = false;
};
struct WalkForwardWindow {
  Rows train, test;
};
std::vector<WalkForwardWindow> walk_forward_windows(std::size_t rows, const WalkForwardSettings&);

}  // namespace relval
