// A market whose later rows hold something else, uncovered row by row as a replay goes on. A value that some stage
// reads too early is another than the run had.
#pragma once

#include <string>
#include <vector>

#include "replay/plan.hpp"

namespace relval {

enum class CoverWith { nothing, noise };  // NaN, or values that could stand there

class Cover {
 public:
  Cover(const RunPlan&, const MarketData&, CoverWith);  // both outlive it
  Cover(const Cover&) = delete;
  Cover& operator=(const Cover&) = delete;

  const RunPlan& plan() const { return plan_; }  // its tables are covered too
  const MarketData& market() const { return market_; }

  // Uncovers what the row's close makes known: marks of the row itself, which value and trade the book; any other field
  // its knowledge lag later; a series' values by known_at; a table's rows by date.
  void row_begins(std::size_t row);
  // Decisions know a mark only its knowledge lag later: between these two the newest marks are covered again.
  void deciding(std::size_t row);
  void decided(std::size_t row);

 private:
  struct Column {  // of a field
    const Panel* real = nullptr;
    Panel* shown = nullptr;
    std::size_t lag = 0, next = 0;  // next: row to uncover
    bool marks = false, is_rating = false, is_member = false;
    std::uint64_t stream = 0;
  };
  double covered(const Column&, std::size_t row, std::size_t name) const;
  double noise(std::uint64_t stream, std::uint64_t index, double like) const;
  void cover(const Column&, std::size_t row);
  void uncover(const Column&, std::size_t row);

  const RunPlan& real_plan_;
  const MarketData& real_;
  CoverWith with_;
  RunPlan plan_;
  MarketData market_;
  std::vector<Column> columns_;
  std::vector<std::size_t> next_line_;  // to uncover, by table
};

}  // namespace relval
