// The last rows of a signal, side by side in memory so that a window is one strided run of numbers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace relval {

class RowBuffer {
 public:
  RowBuffer(std::size_t width, std::size_t keep) : width_(width), keep_(keep), data_((4 * keep + 16) * width) {}

  // Room for the next row; older than `keep` rows are forgotten.
  double* push() {
    if ((rows_ + 1) * width_ > data_.size()) {
      const std::size_t kept = keep_ - 1;
      std::copy(data_.begin() + static_cast<std::ptrdiff_t>((rows_ - kept) * width_),
                data_.begin() + static_cast<std::ptrdiff_t>(rows_ * width_), data_.begin());
      rows_ = kept;
    }
    seen_ = std::min(seen_ + 1, keep_);
    return data_.data() + rows_++ * width_;
  }
  const double* last() const { return data_.data() + (rows_ - 1) * width_; }
  const double* ago(std::size_t k) const { return last() - k * width_; }  // k < rows()
  std::size_t rows() const { return seen_; }
  std::size_t width() const { return width_; }

 private:
  std::size_t width_, keep_, rows_ = 0, seen_ = 0;
  std::vector<double> data_;
};

}  // namespace relval
