// A choice of parameters whose neighbours do well too, instead of the best cell of a grid, which may be a spike.
#pragma once

#include <cstddef>
#include <vector>

#include "base/statistic.hpp"

namespace relval {

// Metric by cell, the last axis fastest; NaN or infinite: the configuration failed and takes no part. Cells along a
// categorical axis (by axis; none by default) are not neighbours.
struct MetricGrid {
  std::vector<std::size_t> shape;
  std::vector<double> values;
  std::vector<char> categorical = {};
};

// Of a cell and its neighbours within the radius (largest index difference over the axes), those with a metric.
struct Neighbourhood {
  std::size_t cell = 0, count = 0;  // count: the cell itself included
  double centre = kNaN, mean = kNaN, median = kNaN, lowest = kNaN;
  double deviation = kNaN;          // n - 1
};

struct Plateau {
  Status status = Status::too_few;       // ok with one cell that has a metric
  std::vector<Neighbourhood> cells;      // with a metric, in order
  std::size_t best_raw = 0;              // cell of the largest metric, ties to the first
  std::size_t best_plateau = 0;          // of the largest median, ties to the larger centre, then the first
  double fragility = kNaN;               // of the raw best: (it - median of its neighbours) / |it|
  double share_near_best = kNaN;         // cells within 80 % of the raw best; NaN unless that is > 0
  bool isolated = false;                 // a neighbour of the raw best is below 0, or fragility exceeds 1/2
};
Plateau plateau(const MetricGrid&, std::size_t radius = 1);

// {row, column, ...} of a cell.
std::vector<std::size_t> place_in(const MetricGrid&, std::size_t cell);

}  // namespace relval
