// Everything a replay showed, kept to be compared to the bit with another's.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "replay/watch.hpp"

namespace relval {

class Recording {
 public:
  struct Entry {
    Watched stage;
    std::size_t item, first, count;  // values()[first, first + count)
  };

  void begin_row() { starts_.push_back(entries_.size()); }
  void add(Watched, std::size_t item, std::span<const double>);
  void fail(std::string text) { failure_ = std::move(text); }

  std::size_t rows() const { return starts_.size(); }
  std::span<const Entry> row(std::size_t) const;
  std::span<const double> values(const Entry& e) const { return {values_.data() + e.first, e.count}; }
  const std::string& failure() const { return failure_; }  // of the replay, on its last row; empty: it ended

  std::string bytes() const;  // for a pipe
  static Recording from_bytes(const std::string&);

 private:
  std::vector<std::size_t> starts_;  // by row, into entries_
  std::vector<Entry> entries_;
  std::vector<double> values_;
  std::map<std::pair<Watched, std::size_t>, Entry> last_;  // what has not changed is kept once
  std::string failure_;
};

struct RecordedDifference {
  std::size_t row;
  Watched stage;
  std::size_t item, index;
  double was, is;
  bool only_one = false;  // one of the two has nothing there: was or is is NaN
  std::string failure = {};
};

struct RecordedComparison {
  std::size_t rows = 0, values = 0;  // compared
  std::optional<RecordedDifference> first;
};
// Of the first `rows` rows, in the order of the stages of a row. NaN equals NaN.
RecordedComparison compare_recordings(const Recording& was, const Recording& is, std::size_t rows);

bool same_bits(std::span<const double>, std::span<const double>);

}  // namespace relval
