#include "signals/window_moments.hpp"

#include <algorithm>

#include "base/lanes.hpp"

namespace relval {
namespace {

std::int64_t stretch_of(Date date, std::size_t days) {
  const auto length = static_cast<std::int64_t>(days);
  const std::int64_t whole = date.days / length;
  return date.days % length < 0 ? whole - 1 : whole;
}

}  // namespace

WindowMoments::WindowMoments(std::size_t width, std::size_t window)
    : width_(width), window_(window), centre_(width), newer_(2 * width), mean_(width), deviation_(width) {}

WindowMoments::Sums WindowMoments::older(std::size_t rows) {
  double* first = older_.data() + 2 * rows * width_;
  return {first, first + width_};
}

void WindowMoments::cut(std::size_t row, const double* newest, std::span<const Date> dates) {
  // A stretch has at most as many rows as days: all of its rows so far are in the window.
  cut_ = row;
  while (cut_ > 0 && stretch_of(dates[cut_ - 1], window_) == stretch_) --cut_;
  const double* at_cut = newest - (row - cut_) * width_;
  std::copy_n(at_cut, width_, centre_.data());
  std::fill(newer_.begin(), newer_.end(), 0.0);
  next_ = cut_;

  older_.resize(2 * window_ * width_);  // zero before any row
  const std::size_t before = window_ - (row - cut_ + 1);
  for (std::size_t k = 1; k <= before; ++k) {
    const Sums from = older(k - 1), to = older(k);
    lanes::loops().add_distances(at_cut - k * width_, centre_.data(), from.distance, from.square, to.distance,
                                 to.square, width_);
  }
}

void WindowMoments::move_to(std::size_t row, const double* newest, std::span<const Date> dates) {
  if (begun_ && next_ == row + 1) return;  // it is there
  const std::int64_t stretch = stretch_of(dates[row], window_);
  if (!begun_ || stretch != stretch_) {
    stretch_ = stretch;
    begun_ = true;
    cut(row, newest, dates);
  }
  const Sums now{newer_.data(), newer_.data() + width_};
  for (; next_ <= row; ++next_)
    lanes::loops().add_distances(newest - (row - next_) * width_, centre_.data(), now.distance, now.square,
                                 now.distance, now.square, width_);
  const Sums before = older(window_ - (row - cut_ + 1));
  const lanes::MomentSums sums{before.distance, before.square, now.distance, now.square, centre_.data()};
  lanes::loops().moments(sums, static_cast<double>(window_), mean_.data(), deviation_.data(), width_);
}

}  // namespace relval
