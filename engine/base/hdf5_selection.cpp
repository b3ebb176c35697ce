// Reads rectangles of a dataset. Whole width goes straight to the caller's memory; chosen columns are gathered in bands
// of neighbouring columns, each read block of rows by block of rows through a small buffer. Simple hyperslabs only:
// the library is slow on unions of many.
#include <hdf5.h>

#include <algorithm>
#include <numeric>

#include "base/error.hpp"
#include "base/hdf5_reader_impl.hpp"
#include "base/text.hpp"

namespace relval::h5 {

namespace {

constexpr std::uint64_t kBufferValues = (4 << 20) / sizeof(double);

// Neighbouring columns of the file, [first, first + width), of which columns[from, to) are wanted.
struct Band {
  std::uint64_t first, width;
  std::size_t from, to;
  bool dense() const { return width == to - from; }
};

struct Rectangle {
  std::uint64_t row, rows, column, columns;
};

// A new band begins where a whole chunk of columns lies between two wanted ones, or where a gap would make the band
// wider than most_width. Columns without a gap stay together: they need no buffer.
std::vector<Band> bands_of(std::span<const std::uint32_t> columns, std::uint64_t chunk_width,
                           std::uint64_t most_width) {
  std::vector<Band> bands;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::uint64_t c = columns[i];
    if (!bands.empty()) {
      Band& last = bands.back();
      const std::uint64_t end = last.first + last.width;
      const bool joins = c == end && last.dense();
      const bool near = c / chunk_width <= (end - 1) / chunk_width + 1 && c - last.first < most_width;
      if (joins || near) {
        last.width = c - last.first + 1;
        last.to = i + 1;
        continue;
      }
    }
    bands.push_back({c, 1, i, i + 1});
  }
  return bands;
}

// Memory of the rectangle's own rank and shape: for other shapes the library maps element by element, ten times slower.
Handle memory_of(const OpenDataset& d, std::uint64_t rows, std::uint64_t columns) {
  const hsize_t shape[2] = {rows, columns};
  return {H5Screate_simple(static_cast<int>(d.info.shape.size()), shape, nullptr), H5Sclose};
}

bool read_rectangle(const OpenDataset& d, const Rectangle& r, Id memory, double* out) {
  const Handle space(H5Dget_space(d.id), H5Sclose);
  const hsize_t start[2] = {r.row, r.column}, count[2] = {r.rows, r.columns};
  return H5Sselect_hyperslab(space, H5S_SELECT_SET, start, nullptr, count, nullptr) >= 0 &&
         H5Dread(d.id, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, out) >= 0;
}

bool read_whole_width(const OpenDataset& d, const Selection& s, std::uint64_t width, double* out) {
  return read_rectangle(d, {s.first_row, s.rows, 0, width}, memory_of(d, s.rows, width), out);
}

bool read_dense(const OpenDataset& d, const Selection& s, const Band& band, double* out) {
  const hsize_t start[2] = {0, band.from}, count[2] = {s.rows, band.width};
  const Handle memory = memory_of(d, s.rows, s.columns.size());
  return H5Sselect_hyperslab(memory, H5S_SELECT_SET, start, nullptr, count, nullptr) >= 0 &&
         read_rectangle(d, {s.first_row, s.rows, band.first, band.width}, memory, out);
}

// Blocks end on chunk boundaries where they fit the buffer, so that no chunk is loaded twice.
std::uint64_t block_end(std::uint64_t row, std::uint64_t end, std::uint64_t chunk_rows, std::uint64_t width) {
  const std::uint64_t most = std::max<std::uint64_t>(1, kBufferValues / width);
  const std::uint64_t fit = std::min(end, row + most), aligned = fit - fit % chunk_rows;
  return fit < end && aligned > row ? aligned : fit;
}

bool read_picked(const OpenDataset& d, const Selection& s, const Band& band, std::vector<double>& buffer, double* out) {
  const std::uint64_t end = s.first_row + s.rows, chunk_rows = d.chunk.empty() ? 1 : d.chunk[0];
  for (std::uint64_t row = s.first_row; row < end;) {
    const std::uint64_t next = block_end(row, end, chunk_rows, band.width);
    const Rectangle block = {row, next - row, band.first, band.width};
    buffer.resize(std::max<std::size_t>(buffer.size(), block.rows * block.columns));
    if (!read_rectangle(d, block, memory_of(d, block.rows, block.columns), buffer.data())) return false;
    const double* source = buffer.data();
    for (; row < next; ++row, source += band.width) {
      double* target = out + (row - s.first_row) * s.columns.size();
      for (std::size_t i = band.from; i < band.to; ++i) target[i] = source[s.columns[i] - band.first];
    }
  }
  return true;
}

}  // namespace

void Reader::read(std::string_view dataset, const Selection& s, std::span<double> out) const {
  const OpenDataset& d = impl_->numeric(dataset);
  const auto& shape = d.info.shape;
  if (shape.empty()) impl_->fail(dataset, "one or two dimensions were expected, found a single value");
  const std::uint64_t width = shape.size() == 2 ? shape[1] : 1;
  if (s.first_row > shape[0] || s.rows > shape[0] - s.first_row) {
    impl_->fail(dataset, format("rows {} to {} were expected, the dataset has {}", s.first_row, s.first_row + s.rows,
                                shape[0]));
  }
  if (!s.columns.empty() && s.columns.back() >= width) {
    impl_->fail(dataset, format("column {} was expected, the dataset has {}", s.columns.back(), width));
  }
  const std::uint64_t wanted = s.columns.empty() ? width : s.columns.size();
  if (out.size() != s.rows * wanted) {
    throw Error(ErrorKind::bug, impl_->path.string() + " " + d.info.path,
                format("memory for {} values was given to read {}", out.size(), s.rows * wanted));
  }
  if (out.empty()) return;

  bool read = true;
  if (wanted == width) {
    read = read_whole_width(d, s, width, out.data());
  } else {
    // Without chunks whole rows are read: they lie together on disk, pieces of rows do not.
    const bool chunked = !d.chunk.empty();
    const std::uint64_t chunk_rows = chunked ? d.chunk[0] : 1, chunk_width = chunked ? d.chunk[1] : width;
    const std::uint64_t most_width = std::max(chunk_width, kBufferValues / chunk_rows);
    std::vector<double> buffer;
    for (const Band& band : bands_of(s.columns, chunk_width, most_width)) {
      read = read && (band.dense() ? read_dense(d, s, band, out.data()) : read_picked(d, s, band, buffer, out.data()));
    }
  }
  if (!read) impl_->fail_library(dataset, "the values cannot be read");
}

}  // namespace relval::h5
