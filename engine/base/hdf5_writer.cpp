// Builds an HDF5 file in memory. Nothing touches the disk: a full disk is met by write_file, not by the library.
#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>

#include "base/error.hpp"
#include "base/hdf5.hpp"
#include "base/hdf5_handle.hpp"
#include "base/text.hpp"

namespace relval::h5 {

namespace {

using Shape = std::vector<std::uint64_t>;

constexpr std::uint64_t kWholeChunk = 1 << 16;              // 1-D datasets up to this many elements are one chunk
constexpr std::uint64_t kChunkRows = 252, kChunkColumns = 64;  // a year of days by 64 names or less: 126 KB of doubles
constexpr std::size_t kGrowth = 1 << 20;
const double kMissing = std::numeric_limits<double>::quiet_NaN();

// The memory the library builds the file in, kept when the file is closed. H5Fget_file_image is of no use here: in
// releases before 2.0 it leaves a wrong checksum in the superblock of the newer formats.
struct Image {
  char* bytes = nullptr;
  std::size_t size = 0;
  Image() = default;
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;
  ~Image() { std::free(bytes); }
};

void* grow_image(void* old, std::size_t size, H5FD_file_image_op_t, void* udata) {
  auto& image = *static_cast<Image*>(udata);
  void* moved = std::realloc(old, size);
  if (!moved) return nullptr;
  image.bytes = static_cast<char*>(moved);
  // Bytes the library leaves unwritten must be equal in every run.
  if (size > image.size) std::memset(image.bytes + image.size, 0, size - image.size);
  image.size = size;
  return moved;
}
herr_t keep_image(void*, H5FD_file_image_op_t, void*) { return 0; }  // ~Image frees it
void* same_udata(void* udata) { return udata; }
herr_t keep_udata(void*) { return 0; }

// Superblock versions 2 and 3: the end of the file is a little-endian 64-bit number at byte 28.
std::uint64_t end_of_file(const Image& image) {
  std::uint64_t end = 0;
  if (image.size < 48 || image.bytes[8] < 2) return 0;
  for (int i = 7; i >= 0; --i) end = end << 8 | static_cast<unsigned char>(image.bytes[28 + i]);
  return end <= image.size ? end : 0;
}

Handle text_type(std::size_t width) {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  H5Tset_size(type, width);
  H5Tset_cset(type, H5T_CSET_UTF8);
  H5Tset_strpad(type, width == H5T_VARIABLE ? H5T_STR_NULLTERM : H5T_STR_NULLPAD);
  return type;
}

std::size_t longest(const std::vector<std::string>& texts) {
  std::size_t width = 1;  // the library knows no text of no bytes
  for (const auto& text : texts) width = std::max(width, text.size());
  return width;
}

// One record of a table: where each column stands in it.
struct Member {
  Handle type;
  std::size_t offset, width;
};

std::size_t length_of(const Column& c) { return std::max({c.numbers.size(), c.integers.size(), c.strings.size()}); }

ElementKind kind_of(const Column& c) {
  if (!c.strings.empty()) return ElementKind::fixed_string;
  if (!c.integers.empty()) return ElementKind::int64;
  return c.numbers.empty() ? c.when_empty : ElementKind::float64;
}

Handle column_type(const Column& c) {
  switch (kind_of(c)) {
    case ElementKind::fixed_string: return text_type(longest(c.strings));
    case ElementKind::int64: return {H5Tcopy(H5T_STD_I64LE), H5Tclose};
    default: return {H5Tcopy(H5T_IEEE_F64LE), H5Tclose};
  }
}

std::vector<Member> members_of(const std::vector<Column>& columns) {
  std::vector<Member> members;
  std::size_t offset = 0;
  for (const Column& c : columns) {
    Handle type = column_type(c);
    const std::size_t width = H5Tget_size(type);
    members.push_back({std::move(type), offset, width});
    offset += width;
  }
  return members;
}

}  // namespace

struct Writer::Impl {
  Format format;
  Image image;  // outlives the file
  Handle file;

  explicit Impl(Format f) : format(f) {
    Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose), creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
    H5FD_file_image_callbacks_t callbacks = {nullptr,    nullptr,    grow_image, keep_image,
                                             same_udata, keep_udata, &image};
    const auto version = f == Format::store ? H5F_LIBVER_V110 : H5F_LIBVER_V18;
    H5Pset_fclose_degree(access, H5F_CLOSE_STRONG);
    H5Pset_libver_bounds(access, version, version);
    H5Pset_fapl_core(access, kGrowth, false);
    H5Pset_file_image_callbacks(access, &callbacks);
    H5Pset_obj_track_times(creation, false);
    file = Handle(H5Fcreate(memory_name().c_str(), H5F_ACC_TRUNC, creation, access), H5Fclose);
    if (!file.valid()) fail({}, "the file cannot be built in memory");
  }

  [[noreturn]] void fail(std::string_view object, std::string_view what) const {
    throw Error(ErrorKind::disk, std::string(object), relval::format("{}: {}", what, library_words()));
  }
  [[noreturn]] void misuse(std::string_view object, const std::string& what) const {
    throw Error(ErrorKind::bug, std::string(object), what);
  }

  static Handle link_creation() {
    Handle links(H5Pcreate(H5P_LINK_CREATE), H5Pclose);
    H5Pset_char_encoding(links, H5T_CSET_UTF8);
    return links;
  }

  // The groups of an absolute path up to `end`, those that are missing. One by one, because groups that the library
  // makes on its own on the way to a dataset carry the time.
  void make_groups(std::string_view path, std::size_t end) {
    const Handle links = link_creation(), list(H5Pcreate(H5P_GROUP_CREATE), H5Pclose);
    H5Pset_obj_track_times(list, false);
    for (std::size_t slash = 1; slash != std::string_view::npos && slash < end; ++slash) {
      slash = std::min(path.find('/', slash), end);
      const std::string name(path.substr(0, slash));
      if (H5Lexists(file, name.c_str(), H5P_DEFAULT) > 0) continue;
      const Handle id(H5Gcreate2(file, name.c_str(), links, list, H5P_DEFAULT), H5Gclose);
      if (!id.valid()) fail(name, "the group cannot be created");
    }
  }

  // Chunks, so that a checksum can stand with each. A single value lies in the object header, which has its own; a
  // dataset without values has nothing to protect; the library cannot filter variable-length text.
  static Handle creation(const Shape& shape, Id stored) {
    Handle list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    H5Pset_obj_track_times(list, false);
    if (shape.empty()) H5Pset_layout(list, H5D_COMPACT);
    const bool filters = H5Tget_class(stored) != H5T_STRING || H5Tis_variable_str(stored) == 0;
    if (shape.empty() || !filters || std::count(shape.begin(), shape.end(), 0u) > 0) return list;
    std::vector<hsize_t> chunk(shape.begin(), shape.end());
    // Columns divide evenly among their chunks: a last one of few would be as large as the others.
    if (shape.size() == 2) {
      const std::uint64_t across = (shape[1] + kChunkColumns - 1) / kChunkColumns;
      chunk[1] = (shape[1] + across - 1) / across;
    }
    std::uint64_t row = 1;  // elements of a chunk's row; beyond two dimensions a row is kept whole
    for (std::size_t d = 1; d < chunk.size(); ++d) row *= chunk[d];
    const std::uint64_t rows =
        shape.size() == 1 ? kWholeChunk : std::clamp<std::uint64_t>(kWholeChunk / row, 1, kChunkRows);
    chunk[0] = std::min<std::uint64_t>(shape[0], rows);
    H5Pset_chunk(list, static_cast<int>(chunk.size()), chunk.data());
    H5Pset_fletcher32(list);
    return list;
  }

  // fill: the value of what is not written, which readers of other tools show as missing.
  void write(std::string_view dataset, Id stored, Id in_memory, const Shape& shape, const void* values,
             const double* fill = nullptr) {
    const std::vector<hsize_t> sizes(shape.begin(), shape.end());
    const Handle space(sizes.empty() ? H5Screate(H5S_SCALAR)
                                     : H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr),
                       H5Sclose);
    make_groups(dataset, dataset.rfind('/'));
    const Handle links = link_creation(), list = creation(shape, stored);
    if (fill) H5Pset_fill_value(list, H5T_NATIVE_DOUBLE, fill);
    const Handle id(H5Dcreate2(file, std::string(dataset).c_str(), stored, space, links, list, H5P_DEFAULT), H5Dclose);
    if (!id.valid()) fail(dataset, "the dataset cannot be created");
    const bool some = std::count(shape.begin(), shape.end(), 0u) == 0;
    if (some && H5Dwrite(id, in_memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) < 0) {
      fail(dataset, "the values cannot be written");
    }
  }

  void write_attribute(std::string_view object, std::string_view name, Id type, const void* value) {
    const Handle space(H5Screate(H5S_SCALAR), H5Sclose);
    const Handle list(H5Pcreate(H5P_ATTRIBUTE_CREATE), H5Pclose);
    H5Pset_char_encoding(list, H5T_CSET_UTF8);
    const Handle id(H5Acreate_by_name(file, std::string(object).c_str(), std::string(name).c_str(), type, space, list,
                                      H5P_DEFAULT, H5P_DEFAULT),
                    H5Aclose);
    if (!id.valid() || H5Awrite(id, type, value) < 0) {
      fail(std::string(object) + " @" + std::string(name), "the attribute cannot be written");
    }
  }

  Handle open(std::string_view dataset) const {
    Handle id(H5Dopen2(file, std::string(dataset).c_str(), H5P_DEFAULT), H5Dclose);
    if (!id.valid()) fail(dataset, "a dataset was expected");
    return id;
  }
};

Writer::Writer(Format format) {
  silence();
  impl_ = std::make_unique<Impl>(format);
}
Writer::~Writer() = default;
Writer::Writer(Writer&&) noexcept = default;

void Writer::group(std::string_view path) { impl_->make_groups(path, path.size()); }

void Writer::numbers(std::string_view dataset, std::span<const double> values,
                     const std::vector<std::uint64_t>& shape) {
  std::uint64_t elements = 1;
  for (const auto n : shape) elements *= n;
  if (elements != values.size()) {
    impl_->misuse(dataset, format("{} values were given for a shape of {}", values.size(), elements));
  }
  impl_->write(dataset, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, shape, values.data(), &kMissing);
}

void Writer::integers(std::string_view dataset, std::span<const std::int32_t> values) {
  impl_->write(dataset, H5T_STD_I32LE, H5T_NATIVE_INT32, {values.size()}, values.data());
}

void Writer::integers(std::string_view dataset, std::span<const std::int64_t> values) {
  impl_->write(dataset, H5T_STD_I64LE, H5T_NATIVE_INT64, {values.size()}, values.data());
}

void Writer::strings(std::string_view dataset, const std::vector<std::string>& texts) {
  if (impl_->format == Format::result) {
    std::vector<const char*> pointers;
    for (const auto& text : texts) pointers.push_back(text.c_str());
    const Handle type = text_type(H5T_VARIABLE);
    impl_->write(dataset, type, type, {texts.size()}, pointers.data());
    return;
  }
  const std::size_t width = longest(texts);
  std::string bytes(width * texts.size(), '\0');
  for (std::size_t i = 0; i < texts.size(); ++i) texts[i].copy(bytes.data() + i * width, width);
  const Handle type = text_type(width);
  impl_->write(dataset, type, type, {texts.size()}, bytes.data());
}

// Texts are fixed-length in both formats: readers of tables (pandas, PyTables) know no other kind in a record.
void Writer::table(std::string_view dataset, const std::vector<Column>& columns) {
  if (columns.empty()) impl_->misuse(dataset, "a table needs a column");
  const std::size_t rows = length_of(columns[0]);
  const std::vector<Member> members = members_of(columns);
  const std::size_t record = members.back().offset + members.back().width;
  const Handle type(H5Tcreate(H5T_COMPOUND, record), H5Tclose);
  std::string bytes(record * rows, '\0');
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const Column& column = columns[c];
    const Member& m = members[c];
    if (length_of(column) != rows) {
      impl_->misuse(dataset, format("column {} has {} rows, the first has {}", column.name, length_of(column), rows));
    }
    if (H5Tinsert(type, column.name.c_str(), m.offset, m.type) < 0) impl_->fail(dataset, "a column cannot be added");
    for (std::size_t i = 0; i < rows; ++i) {
      char* at = bytes.data() + i * record + m.offset;
      if (!column.strings.empty()) column.strings[i].copy(at, m.width);
      else if (column.integers.empty()) std::memcpy(at, &column.numbers[i], sizeof(double));
      else std::memcpy(at, &column.integers[i], sizeof(std::int64_t));
    }
  }
  impl_->write(dataset, type, type, {rows}, bytes.data());
}

void Writer::attribute(std::string_view object, std::string_view name, std::string_view value) {
  std::string text(value);
  const char* pointer = text.c_str();
  const bool variable = impl_->format == Format::result;
  const Handle type = text_type(variable ? H5T_VARIABLE : std::max<std::size_t>(1, text.size()));
  impl_->write_attribute(object, name, type, variable ? static_cast<const void*>(&pointer) : pointer);
}

void Writer::attribute(std::string_view object, std::string_view name, double value) {
  impl_->write_attribute(object, name, H5T_IEEE_F64LE, &value);
}

void Writer::attribute(std::string_view object, std::string_view name, std::int64_t value) {
  impl_->write_attribute(object, name, H5T_STD_I64LE, &value);
}

void Writer::make_scale(std::string_view dataset, std::string_view name) {
  if (H5DSset_scale(impl_->open(dataset), std::string(name).c_str()) < 0) {
    impl_->fail(dataset, "cannot be made a dimension scale");
  }
}

void Writer::attach_scale(std::string_view dataset, unsigned dimension, std::string_view scale) {
  if (H5DSattach_scale(impl_->open(dataset), impl_->open(scale), dimension) < 0) {
    impl_->fail(dataset, "the dimension scale cannot be attached");
  }
}

std::string Writer::image() {
  if (!impl_->file.close()) impl_->fail({}, "the file cannot be finished in memory");
  const std::uint64_t size = end_of_file(impl_->image);
  if (size == 0) impl_->misuse({}, "the HDF5 library left a file without an end");
  return {impl_->image.bytes, size};
}

}  // namespace relval::h5
