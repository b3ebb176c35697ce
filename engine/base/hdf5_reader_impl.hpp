// The reader's inside, shared by hdf5_open.cpp (file and tree), hdf5_reader.cpp (datasets), hdf5_selection.cpp
// (rectangles) and hdf5_attributes.cpp. Private to base.
#pragma once

#include <map>

#include "base/hdf5.hpp"
#include "base/hdf5_handle.hpp"

namespace relval::h5 {

enum class Node { group, dataset, link, other };  // link: soft, external or user-defined; never followed

struct OpenDataset {
  Handle id, type;  // type: as stored in the file
  DatasetInfo info;
  std::vector<std::uint64_t> chunk;  // empty unless chunked
  std::uint64_t elements = 1;
};

struct Reader::Impl {
  Path path;
  Handle file;
  std::uint64_t file_bytes = 0;
  std::map<std::string, Node, std::less<>> nodes;  // absolute path -> what is there; "/" is a group
  std::map<std::string, OpenDataset, std::less<>> open;

  void read_tree();
  // The dataset, opened on first use and kept open so that its chunk cache lives between reads.
  const OpenDataset& dataset(std::string_view name);
  const OpenDataset& numeric(std::string_view name);
  void require_hard_links(std::string_view name) const;
  [[noreturn]] void fail(std::string_view object, const std::string& what, std::string hint = {}) const;
  [[noreturn]] void fail_library(std::string_view object, std::string_view what) const;

 private:
  void check_storage(const OpenDataset&, Id creation) const;
  bool read_filters(const OpenDataset&, Id creation) const;
};

// "int32", "float64", "fixed-length string", "compound" ... for messages.
std::string type_name(Id type);
// The text of one stored string: trailing NULs and spaces are padding.
std::string unpadded(const char* text, std::size_t size);

}  // namespace relval::h5
