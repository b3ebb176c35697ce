#include "analytics/plateau.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr double kNearBest = 0.8, kFragile = 0.5;

bool near(const MetricGrid& grid, const std::vector<std::size_t>& a, const std::vector<std::size_t>& b,
          std::size_t radius) {
  for (std::size_t axis = 0; axis < a.size(); ++axis) {
    const std::size_t apart = a[axis] > b[axis] ? a[axis] - b[axis] : b[axis] - a[axis];
    const bool categorical = axis < grid.categorical.size() && grid.categorical[axis];
    if (apart > (categorical ? 0 : radius)) return false;
  }
  return true;
}

double median(std::vector<double> x) {
  if (x.empty()) return kNaN;
  std::sort(x.begin(), x.end());
  const std::size_t half = x.size() / 2;
  return x.size() % 2 == 1 ? x[half] : (x[half - 1] + x[half]) / 2;
}

std::vector<double> around(const MetricGrid& grid, std::size_t cell, std::size_t radius, bool with_centre) {
  const std::vector<std::size_t> here = place_in(grid, cell);
  std::vector<double> values;
  for (std::size_t other = 0; other < grid.values.size(); ++other) {
    if (!std::isfinite(grid.values[other]) || (other == cell && !with_centre)) continue;
    if (near(grid, here, place_in(grid, other), radius)) values.push_back(grid.values[other]);
  }
  return values;
}

Neighbourhood neighbourhood(const MetricGrid& grid, std::size_t cell, std::size_t radius) {
  const std::vector<double> values = around(grid, cell, radius, true);
  return {cell, values.size(), grid.values[cell], mean(values), median(values),
          *std::min_element(values.begin(), values.end()), sample_deviation(values)};
}

void judge_best(Plateau& out, const MetricGrid& grid, std::size_t radius) {
  const double best = grid.values[out.best_raw];
  const std::vector<double> others = around(grid, out.best_raw, radius, false);
  if (best != 0 && !others.empty()) out.fragility = (best - median(others)) / std::fabs(best);
  const bool negative = std::any_of(others.begin(), others.end(), [](double v) { return v < 0; });
  out.isolated = negative || out.fragility > kFragile;
  if (!(best > 0)) return;
  const auto near_best = std::count_if(out.cells.begin(), out.cells.end(), [best](const Neighbourhood& n) {
    return n.centre >= kNearBest * best;
  });
  out.share_near_best = static_cast<double>(near_best) / static_cast<double>(out.cells.size());
}

}  // namespace

std::vector<std::size_t> place_in(const MetricGrid& grid, std::size_t cell) {
  std::vector<std::size_t> place(grid.shape.size());
  for (std::size_t axis = place.size(); axis-- > 0; cell /= grid.shape[axis]) place[axis] = cell % grid.shape[axis];
  return place;
}

Plateau plateau(const MetricGrid& grid, std::size_t radius) {
  std::size_t cells = 1;
  for (const std::size_t n : grid.shape) cells *= n;
  if (cells != grid.values.size()) throw Error(ErrorKind::bug, "plateau", "values do not fill the grid");
  Plateau out;
  for (std::size_t cell = 0; cell < cells; ++cell)
    if (std::isfinite(grid.values[cell])) out.cells.push_back(neighbourhood(grid, cell, radius));
  if (out.cells.empty()) return out;
  out.status = Status::ok;
  const auto raw = std::max_element(out.cells.begin(), out.cells.end(), [](const auto& a, const auto& b) {
    return a.centre < b.centre;
  });
  const auto flat = std::max_element(out.cells.begin(), out.cells.end(), [](const auto& a, const auto& b) {
    return a.median < b.median || (a.median == b.median && a.centre < b.centre);
  });
  out.best_raw = raw->cell;
  out.best_plateau = flat->cell;
  judge_best(out, grid, radius);
  return out;
}

}  // namespace relval
