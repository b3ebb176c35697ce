// Opens an HDF5 file, from disk or from a memory image, and learns its tree of groups and datasets.
#include <hdf5.h>

#include <algorithm>
#include <system_error>

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/hdf5_reader_impl.hpp"
#include "base/text.hpp"

namespace relval::h5 {

namespace {

constexpr int kMaxDepth = 16;  // hard links can make a ring of groups
constexpr std::size_t kMaxNodes = 1000000;

struct Link {
  std::string name;
  bool hard;
};

herr_t collect_link(hid_t, const char* name, const H5L_info_t* info, void* out) {
  static_cast<std::vector<Link>*>(out)->push_back({name, info->type == H5L_TYPE_HARD});
  return 0;
}

Handle file_access() {
  Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_fclose_degree(access, H5F_CLOSE_STRONG);
  return access;
}

void check_regular(const Path& path) {
  std::error_code ignored;
  const auto status = std::filesystem::status(path, ignored);
  if (!std::filesystem::exists(status)) throw Error(ErrorKind::data, path.string(), "no such file", "check the path");
  if (!std::filesystem::is_regular_file(status)) {
    throw Error(ErrorKind::data, path.string(), "an HDF5 file was expected, this is not a regular file");
  }
}

// Why bytes do not open: they may be a text, a CSV file given for a store.
void check_no_text(const Path& path, std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 512);
  const bool text = std::all_of(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 || byte == '\n' || byte == '\r' || byte == '\t';
  });
  if (head.empty() || !text || utf8_length(head) + 4 <= head.size() || head[0] == '\x89') return;
  throw Error(ErrorKind::data, path.string(), "not an HDF5 file but a text",
              "relval data import SPEC.yaml makes a store from CSV files (docs/import.md)");
}

// Where the library could not open it: read_file says what the system says, who may not read it for one.
void check_content(const Path& path) {
  constexpr std::uintmax_t kMost = 64 << 20;
  std::error_code fault;
  const auto size = std::filesystem::file_size(path, fault);
  if (!fault && size <= kMost) check_no_text(path, read_file(path));
}

}  // namespace

Reader::Reader(const Path& file) : impl_(std::make_unique<Impl>()) {
  silence();
  check_regular(file);
  impl_->path = file;
  impl_->file = Handle(H5Fopen(file.c_str(), H5F_ACC_RDONLY, file_access()), H5Fclose);
  if (!impl_->file.valid()) check_content(file);
  impl_->read_tree();
}

Reader Reader::from_image(std::string_view bytes, const Path& name) {
  silence();
  Reader reader{std::make_unique<Impl>()};
  reader.impl_->path = name;
  const Handle access = file_access();
  H5Pset_fapl_core(access, 1 << 20, false);
  // The library copies the bytes and does not write them; its C signature just lacks the const.
  H5Pset_file_image(access, const_cast<char*>(bytes.data()), bytes.size());
  reader.impl_->file = Handle(H5Fopen(memory_name().c_str(), H5F_ACC_RDONLY, access), H5Fclose);
  if (!reader.impl_->file.valid()) check_no_text(name, bytes);
  reader.impl_->read_tree();
  return reader;
}

Reader::Reader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;

const Path& Reader::file() const { return impl_->path; }

bool Reader::has(std::string_view path) const { return impl_->nodes.count(path) > 0; }

std::vector<std::string> Reader::children(std::string_view group) const {
  impl_->require_hard_links(group);
  const std::string prefix = group == "/" ? "/" : std::string(group) + "/";
  std::vector<std::string> names;
  for (auto it = impl_->nodes.upper_bound(prefix); it != impl_->nodes.end(); ++it) {
    if (it->first.compare(0, prefix.size(), prefix) != 0) break;
    if (it->first.find('/', prefix.size()) == std::string::npos) names.push_back(it->first.substr(prefix.size()));
  }
  return names;
}

void Reader::Impl::fail(std::string_view object, const std::string& what, std::string hint) const {
  H5Eclear2(H5E_DEFAULT);
  const std::string where = object.empty() ? path.string() : path.string() + " " + std::string(object);
  throw Error(ErrorKind::data, where, what, std::move(hint));
}

void Reader::Impl::fail_library(std::string_view object, std::string_view what) const {
  const std::string words = library_words();
  fail(object, format("{}: {}", what, words), "the file is damaged or incomplete: write or copy it again");
}

void Reader::Impl::read_tree() {
  hsize_t size = 0;
  if (!file.valid() || H5Fget_filesize(file, &size) < 0) fail_library({}, "cannot be opened as an HDF5 file");
  file_bytes = size;
  std::vector<std::pair<std::string, int>> to_visit = {{"/", 0}};
  nodes["/"] = Node::group;
  while (!to_visit.empty()) {
    const auto [group, depth] = to_visit.back();
    to_visit.pop_back();
    if (depth > kMaxDepth) fail(group, format("groups are nested deeper than {}", kMaxDepth));
    std::vector<Link> links;
    const Handle opened(H5Gopen2(file, group.c_str(), H5P_DEFAULT), H5Gclose);
    if (!opened.valid() || H5Literate(opened, H5_INDEX_NAME, H5_ITER_INC, nullptr, collect_link, &links) < 0) {
      fail_library(group, "the group cannot be read");
    }
    for (const Link& link : links) {
      const std::string child = (group == "/" ? "" : group) + "/" + link.name;
      Node& node = nodes[child];
      node = Node::link;
      if (nodes.size() > kMaxNodes) fail({}, format("more than {} objects", kMaxNodes));
      if (!link.hard) continue;
      H5O_info_t info;
      if (H5Oget_info_by_name2(file, child.c_str(), &info, H5O_INFO_BASIC, H5P_DEFAULT) < 0) {
        fail_library(child, "the object cannot be read");
      }
      node = info.type == H5O_TYPE_GROUP ? Node::group : info.type == H5O_TYPE_DATASET ? Node::dataset : Node::other;
      if (node == Node::group) to_visit.emplace_back(child, depth + 1);
    }
  }
}

void Reader::Impl::require_hard_links(std::string_view name) const {
  for (std::size_t end = 1; end < name.size();) {
    end = std::min(name.find('/', end + 1), name.size());
    const std::string_view part = name.substr(0, end);
    const auto found = nodes.find(part);
    if (found != nodes.end() && found->second == Node::link) {
      fail(part, "is a soft or external link; only data inside the file itself is read",
           "store the data in place of the link");
    }
  }
}

}  // namespace relval::h5
