#include "study/audit_recording.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "base/numeric.hpp"

namespace relval {
namespace {

bool same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

template <class T>
void put(std::string& out, const std::vector<T>& x) {
  const std::uint64_t n = x.size();
  out.append(reinterpret_cast<const char*>(&n), sizeof n);
  out.append(reinterpret_cast<const char*>(x.data()), n * sizeof(T));
}

template <class T>
std::vector<T> take(const std::string& in, std::size_t& at) {
  std::uint64_t n = 0;
  std::memcpy(&n, in.data() + at, sizeof n);
  at += sizeof n;
  std::vector<T> out(n);
  std::memcpy(static_cast<void*>(out.data()), in.data() + at, n * sizeof(T));
  at += n * sizeof(T);
  return out;
}

using Entries = std::span<const Recording::Entry>;

// Which of two entries that do not belong together comes first in a row: the other recording lacks it.
bool before(const Recording::Entry& a, const Recording::Entry& b) {
  return a.stage != b.stage ? a.stage < b.stage : a.item < b.item;
}

RecordedDifference missing(std::size_t row, const Recording& r, const Recording::Entry& e, bool of_was) {
  const auto values = r.values(e);
  const double there = values.empty() ? kNaN : values[0];
  return {row, e.stage, e.item, 0, of_was ? there : kNaN, of_was ? kNaN : there, true};
}

// Of a leg's weights, who joined or left tells more than whose weight that moved; otherwise the first that differs.
std::size_t telling(Watched stage, std::span<const double> was, std::span<const double> is, std::size_t first) {
  if (stage != Watched::member) return first;
  for (std::size_t k = first; k < std::min(was.size(), is.size()); ++k)
    if ((was[k] == 0) != (is[k] == 0)) return k;
  return first;
}

std::optional<RecordedDifference> compare_row(const Recording& a, const Recording& b, std::size_t row,
                                              std::size_t& values) {
  const Entries x = a.row(row), y = b.row(row);
  for (std::size_t i = 0; i < std::max(x.size(), y.size()); ++i) {
    if (i >= y.size()) return b.failure().empty() ? std::optional(missing(row, a, x[i], true)) : std::nullopt;
    if (i >= x.size()) return a.failure().empty() ? std::optional(missing(row, b, y[i], false)) : std::nullopt;
    if (x[i].stage != y[i].stage || x[i].item != y[i].item)
      return before(x[i], y[i]) ? missing(row, a, x[i], true) : missing(row, b, y[i], false);
    const auto was = a.values(x[i]), is = b.values(y[i]);
    values += was.size();
    for (std::size_t k = 0; k < std::min(was.size(), is.size()); ++k)
      if (!same(was[k], is[k])) {
        const std::size_t at = telling(x[i].stage, was, is, k);
        return RecordedDifference{row, x[i].stage, x[i].item, at, was[at], is[at]};
      }
    if (was.size() != is.size()) return missing(row, a, x[i], true);
  }
  return std::nullopt;
}

}  // namespace

bool same_bits(std::span<const double> a, std::span<const double> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

void Recording::add(Watched stage, std::size_t item, std::span<const double> values) {
  const auto [at, fresh] = last_.try_emplace({stage, item}, Entry{stage, item, values_.size(), 0});
  Entry& last = at->second;
  if (fresh || !same_bits(this->values(last), values)) {
    last = {stage, item, values_.size(), values.size()};
    values_.insert(values_.end(), values.begin(), values.end());
  }
  entries_.push_back(last);
}

std::span<const Recording::Entry> Recording::row(std::size_t row) const {
  const std::size_t first = starts_[row], last = row + 1 < starts_.size() ? starts_[row + 1] : entries_.size();
  return {entries_.data() + first, last - first};
}

std::string Recording::bytes() const {
  std::string out;
  put(out, starts_);
  put(out, entries_);
  put(out, values_);
  return out + failure_;
}

Recording Recording::from_bytes(const std::string& in) {
  Recording out;
  std::size_t at = 0;
  out.starts_ = take<std::size_t>(in, at);
  out.entries_ = take<Entry>(in, at);
  out.values_ = take<double>(in, at);
  out.failure_ = in.substr(at);
  return out;
}

RecordedComparison compare_recordings(const Recording& was, const Recording& is, std::size_t rows) {
  RecordedComparison out;
  for (std::size_t t = 0; t < rows; ++t) {
    if (t >= was.rows() || t >= is.rows()) break;
    out.first = compare_row(was, is, t, out.values);
    if (out.first) return out;
    ++out.rows;
  }
  if (was.failure() == is.failure()) return out;
  const std::size_t row = std::min(was.rows(), is.rows());
  if (row == 0 || row > rows) return out;
  out.first = RecordedDifference{row - 1, Watched::target,
                                 0,       0,
                                 kNaN,    kNaN,
                                 true,    is.failure().empty() ? "it did not fail: " + was.failure() : is.failure()};
  return out;
}

}  // namespace relval
