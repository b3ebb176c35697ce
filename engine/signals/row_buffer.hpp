// The last rows of a signal, side by side in memory so that a window is one strided run of numbers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "signals/fenced_memory.hpp"

namespace relval {

class RowBuffer {
 public:
  // fill: what lies beyond today's row and before the oldest one kept, for an audit of who reads there; otherwise
  // memory holds there whatever it does.
  RowBuffer(std::size_t width, std::size_t keep, std::optional<double> fill = {})
      : width_(width), keep_(keep), fill_(fill), data_((4 * keep + 16) * width, fill.value_or(0.0)) {}
  RowBuffer(RowBuffer&&) = default;
  RowBuffer& operator=(RowBuffer&&) = default;
  ~RowBuffer() { open_memory(data_.data(), data_.size()); }

  // Room for the next row; older than `keep` rows are forgotten. One row of memory always lies beyond it.
  double* push() {
    if ((rows_ + 2) * width_ > data_.size()) start_anew();
    seen_ = std::min(seen_ + 1, keep_);
    if (fill_ && rows_ >= keep_) std::fill_n(data_.data() + (rows_ - keep_) * width_, width_, *fill_);
    double* row = data_.data() + rows_++ * width_;
    open_memory(row, width_);
    close_memory(row + width_, data_.size() - rows_ * width_);
    return row;
  }
  const double* last() const { return data_.data() + (rows_ - 1) * width_; }
  const double* ago(std::size_t k) const { return last() - k * width_; }  // k < rows()
  std::size_t rows() const { return seen_; }
  std::size_t width() const { return width_; }

 private:
  void start_anew() {
    const std::size_t kept = keep_;  // one more than the next row needs: it lies before the oldest of them
    std::copy(data_.begin() + static_cast<std::ptrdiff_t>((rows_ - kept) * width_),
              data_.begin() + static_cast<std::ptrdiff_t>(rows_ * width_), data_.begin());
    rows_ = kept;
    if (!fill_) return;
    open_memory(data_.data(), data_.size());
    std::fill(data_.begin() + static_cast<std::ptrdiff_t>(rows_ * width_), data_.end(), *fill_);
  }

  std::size_t width_, keep_, rows_ = 0, seen_ = 0;
  std::optional<double> fill_;
  std::vector<double> data_;
};

}  // namespace relval
