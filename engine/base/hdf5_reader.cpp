// Opens datasets, refuses storage and types that relval does not read, and reads whole datasets.
#include <hdf5.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "base/hdf5_reader_impl.hpp"
#include "base/text.hpp"

namespace relval::h5 {

namespace {

constexpr std::uint64_t kMega = 1 << 20;
// Deflate shrinks at most 1032-fold: a dataset that declares more values than that is a slip or a bomb.
constexpr std::uint64_t kMostInflation = 1032;
// The chunk cache holds one row of chunks, so that reading block of rows by block of rows loads each chunk once.
constexpr std::uint64_t kDefaultCache = kMega, kLargestCache = 32 * kMega, kLargestChunkCached = 64 * kMega;

ElementKind kind_of(Id type) {
  switch (H5Tget_class(type)) {
    case H5T_ENUM: return ElementKind::int32;  // how h5py stores bool
    case H5T_INTEGER: {
      const auto size = H5Tget_size(type);
      return size < 4 || (size == 4 && H5Tget_sign(type) != H5T_SGN_NONE) ? ElementKind::int32 : ElementKind::int64;
    }
    case H5T_FLOAT: return ElementKind::float64;
    case H5T_STRING: return H5Tis_variable_str(type) > 0 ? ElementKind::variable_string : ElementKind::fixed_string;
    default: return ElementKind::other;
  }
}

std::vector<std::uint64_t> shape_of(Id space) {
  const int rank = H5Sget_simple_extent_ndims(space);
  std::vector<hsize_t> sizes(static_cast<std::size_t>(std::max(0, rank)));
  if (rank > 0) H5Sget_simple_extent_dims(space, sizes.data(), nullptr);
  return {sizes.begin(), sizes.end()};
}

std::vector<std::uint64_t> chunk_of(Id creation, std::size_t rank) {
  std::vector<hsize_t> sizes(rank);
  H5Pget_chunk(creation, static_cast<int>(rank), sizes.data());
  return {sizes.begin(), sizes.end()};
}

std::uint64_t cache_bytes(const OpenDataset& d) {
  const std::uint64_t element = H5Tget_size(d.type);
  std::uint64_t chunk = element, row_of_chunks = element;
  for (std::size_t i = 0; i < d.chunk.size(); ++i) {
    const std::uint64_t across = i == 0 ? 1 : (d.info.shape[i] + d.chunk[i] - 1) / d.chunk[i];
    chunk *= d.chunk[i];
    row_of_chunks *= d.chunk[i] * across;
  }
  if (row_of_chunks <= kLargestCache) return std::max(row_of_chunks, kDefaultCache);
  return chunk <= kLargestChunkCached ? std::max(chunk, kLargestCache) : kDefaultCache;
}

bool is_number(ElementKind kind) {
  return kind == ElementKind::int32 || kind == ElementKind::int64 || kind == ElementKind::float64;
}

}  // namespace

std::string type_name(Id type) {
  const std::uint64_t bits = H5Tget_size(type) * 8;
  switch (H5Tget_class(type)) {
    case H5T_INTEGER: return format("{}int{}", H5Tget_sign(type) == H5T_SGN_NONE ? "u" : "", bits);
    case H5T_FLOAT: return format("float{}", bits);
    case H5T_STRING: return H5Tis_variable_str(type) > 0 ? "variable-length string" : "fixed-length string";
    case H5T_ENUM: return "enumeration";
    case H5T_COMPOUND: return "compound";
    case H5T_ARRAY: return "array";
    case H5T_VLEN: return "variable-length list";
    case H5T_REFERENCE: return "reference";
    case H5T_OPAQUE: return "opaque";
    case H5T_BITFIELD: return "bitfield";
    default: return "unknown type";
  }
}

std::string unpadded(const char* text, std::size_t size) {
  const char* end = std::find(text, text + size, '\0');
  while (end != text && end[-1] == ' ') --end;
  return {text, end};
}

const OpenDataset& Reader::Impl::dataset(std::string_view name) {
  if (const auto found = open.find(name); found != open.end()) return found->second;
  require_hard_links(name);
  const auto node = nodes.find(name);
  if (node == nodes.end()) fail(name, "a dataset was expected, there is none");
  if (node->second != Node::dataset) fail(name, "a dataset was expected, this is a group or a type");

  OpenDataset d;
  const std::string path_text(name);
  d.id = Handle(H5Dopen2(file, path_text.c_str(), H5P_DEFAULT), H5Dclose);
  if (!d.id.valid()) fail_library(name, "the dataset cannot be opened");
  d.type = Handle(H5Dget_type(d.id), H5Tclose);
  const Handle space(H5Dget_space(d.id), H5Sclose), creation(H5Dget_create_plist(d.id), H5Pclose);
  if (!d.type.valid() || !space.valid() || !creation.valid()) fail_library(name, "the dataset cannot be described");
  d.info.path = name;
  d.info.kind = kind_of(d.type);
  d.info.type_text = type_name(d.type);
  if (H5Sget_simple_extent_type(space) == H5S_NULL) fail(name, "the dataset is empty: it has no shape");
  d.info.shape = shape_of(space);
  if (d.info.shape.size() > 2) {
    fail(name, format("one or two dimensions were expected, found {}", d.info.shape.size()));
  }
  if (H5Pget_layout(creation) == H5D_CHUNKED) d.chunk = chunk_of(creation, d.info.shape.size());
  check_storage(d, creation);
  for (const auto n : d.info.shape) d.elements *= n;
  d.info.checksummed = read_filters(d, creation);

  if (const auto cache = cache_bytes(d); !d.chunk.empty() && cache > kDefaultCache) {
    const Handle access(H5Pcreate(H5P_DATASET_ACCESS), H5Pclose);
    H5Pset_chunk_cache(access, 4001, cache, 1.0);  // 1.0: what was read completely goes first
    d.id.reset();
    d.id = Handle(H5Dopen2(file, path_text.c_str(), access), H5Dclose);
    if (!d.id.valid()) fail_library(name, "the dataset cannot be opened");
  }
  return open.emplace(path_text, std::move(d)).first->second;
}

const OpenDataset& Reader::Impl::numeric(std::string_view name) {
  const OpenDataset& d = dataset(name);
  if (!is_number(d.info.kind)) fail(name, format("numbers were expected, found {}", d.info.type_text));
  return d;
}

void Reader::Impl::check_storage(const OpenDataset& d, Id creation) const {
  if (H5Pget_layout(creation) == H5D_VIRTUAL) {
    fail(d.info.path, "is a virtual dataset; only data inside the file itself is read", "write the values themselves");
  }
  if (H5Pget_external_count(creation) > 0) {
    fail(d.info.path, "keeps its values in another file; only data inside the file itself is read",
         "write the values into the file");
  }
  // Division, not multiplication: the declared sizes may overflow.
  std::uint64_t room = file_bytes * kMostInflation / std::max<std::uint64_t>(1, H5Tget_size(d.type));
  for (const auto n : d.info.shape) {
    if (n == 0) return;
    room /= n;
  }
  if (room == 0) fail(d.info.path, "declares more values than a file of this size can hold");
}

// True when every stored byte of values is covered by a checksum.
bool Reader::Impl::read_filters(const OpenDataset& d, Id creation) const {
  bool fletcher = false;
  const int count = H5Pget_nfilters(creation);
  for (int i = 0; i < count; ++i) {
    unsigned flags = 0, config = 0;
    std::size_t values = 0;
    char name[64] = "";
    const H5Z_filter_t id =
        H5Pget_filter2(creation, static_cast<unsigned>(i), &flags, &values, nullptr, sizeof name - 1, name, &config);
    if (id == H5Z_FILTER_FLETCHER32) fletcher = true;
    if (id == H5Z_FILTER_DEFLATE || id == H5Z_FILTER_SHUFFLE || id == H5Z_FILTER_FLETCHER32) continue;
    fail(d.info.path, format("is stored with filter {} ('{}'); deflate, shuffle and fletcher32 are read", id, name),
         "write it without that filter");
  }
  if (d.elements == 0) return true;
  if (H5Pget_layout(creation) == H5D_COMPACT) {  // values inside the object header, checksummed from version 2 on
    H5O_info_t object;
    return H5Oget_info2(d.id, &object, H5O_INFO_HDR) >= 0 && object.hdr.version >= 2;
  }
  return fletcher;
}

DatasetInfo Reader::info(std::string_view dataset) const { return impl_->dataset(dataset).info; }

std::vector<double> Reader::numbers(std::string_view dataset) const {
  const OpenDataset& d = impl_->numeric(dataset);
  std::vector<double> values(d.elements);
  if (d.elements > 0 && H5Dread(d.id, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0) {
    impl_->fail_library(dataset, "the values cannot be read");
  }
  return values;
}

std::vector<std::int64_t> Reader::integers(std::string_view dataset) const {
  const OpenDataset& d = impl_->numeric(dataset);
  constexpr double kExact = 9007199254740992.0;  // 2^53: beyond it a double no longer names one integer
  std::vector<std::int64_t> values(d.elements);
  if (d.info.kind == ElementKind::float64) {
    const std::vector<double> stored = numbers(dataset);
    for (std::size_t i = 0; i < stored.size(); ++i) {
      if (!(std::fabs(stored[i]) <= kExact) || stored[i] != std::floor(stored[i])) {
        impl_->fail(dataset, format("whole numbers were expected, found {} at position {}", exact(stored[i]), i));
      }
      values[i] = static_cast<std::int64_t>(stored[i]);
    }
    return values;
  }
  // The library clips what does not fit, so values that reach the limit of an unsigned type are not to be trusted.
  if (d.elements > 0 && H5Dread(d.id, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0) {
    impl_->fail_library(dataset, "the values cannot be read");
  }
  const auto clipped = std::find(values.begin(), values.end(), std::numeric_limits<std::int64_t>::max());
  if (d.info.type_text == "uint64" && clipped != values.end()) {
    impl_->fail(dataset, "holds integers beyond the range of int64");
  }
  return values;
}

std::vector<std::string> Reader::strings(std::string_view dataset) const {
  const OpenDataset& d = impl_->dataset(dataset);
  const bool variable = d.info.kind == ElementKind::variable_string;
  if (!variable && d.info.kind != ElementKind::fixed_string) {
    impl_->fail(dataset, format("text was expected, found {}", d.info.type_text));
  }
  std::vector<std::string> texts(d.elements);
  if (d.elements == 0) return texts;
  if (!variable) {
    const std::size_t width = H5Tget_size(d.type);
    std::vector<char> bytes(width * d.elements);
    if (H5Dread(d.id, d.type, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()) < 0) {
      impl_->fail_library(dataset, "the text cannot be read");
    }
    for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = unpadded(bytes.data() + i * width, width);
    return texts;
  }
  std::vector<char*> pointers(d.elements, nullptr);
  const Handle space(H5Dget_space(d.id), H5Sclose);
  const bool read = H5Dread(d.id, d.type, H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()) >= 0;
  for (std::size_t i = 0; read && i < texts.size(); ++i) {
    if (pointers[i]) texts[i] = unpadded(pointers[i], std::char_traits<char>::length(pointers[i]));
  }
  const std::string words = read ? "" : library_words();
  H5Dvlen_reclaim(d.type, space, H5P_DEFAULT, pointers.data());
  if (!read) impl_->fail(dataset, "the text cannot be read: " + words, "the file is damaged: write or copy it again");
  return texts;
}

}  // namespace relval::h5
