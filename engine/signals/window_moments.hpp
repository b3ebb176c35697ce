// Mean and deviation of many columns over a moving window of rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/date.hpp"

namespace relval {

// Nothing is subtracted when it leaves the window: the rows are cut where the calendar enters a new stretch of `window`
// days, counted from 1970-01-01. The moments of the window are those from the cut on, which grow with each row, and
// those from the window's start to the cut, which are worked out backwards once a cut. So each row costs the same
// however long the window, and the bits depend on the dates and values in the window and on nothing else: not on where
// a history begins, nor on the rows that were asked for.
//
// Sums are taken of the distance to the value at the cut. It lies in the window itself, so the square of the mean
// distance is at most window - 1 times the variance: however far the level jumped before, subtracting it costs at most
// a factor of `window` of the rounding (Chan, Golub & LeVeque 1983, section 3, shifted data).
class WindowMoments {
 public:
  WindowMoments(std::size_t width, std::size_t window);  // window >= 1

  // To the window that ends at `row`; rows may be left out, but not be gone back to. newest: the values of that row;
  // older rows lie `width` doubles before it, back to the window's first. dates: of all rows, strictly increasing.
  void move_to(std::size_t row, const double* newest, std::span<const Date> dates);

  std::span<const double> mean() const { return mean_; }  // NaN where the window holds a NaN
  // Sample deviation (n - 1); NaN too where the window is flat: deviation <= 1e-13 of the mean's magnitude.
  std::span<const double> deviation() const { return deviation_; }

 private:
  struct Sums {
    double *distance, *square;
  };
  Sums older(std::size_t rows);  // of that many rows before the cut
  void cut(std::size_t row, const double* newest, std::span<const Date> dates);

  std::size_t width_, window_;
  std::int64_t stretch_ = 0;
  bool begun_ = false;
  std::size_t cut_ = 0, next_ = 0;  // first row from the cut on; first row not in newer_
  std::vector<double> centre_, newer_, older_, mean_, deviation_;
};

}  // namespace relval
