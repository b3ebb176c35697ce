// Files by plain system calls, so that what is promised about fsync and rename is what happens.
#include "base/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.hpp"

namespace relval {
namespace {

namespace fs = std::filesystem;

std::string hint_for(int code) {
  switch (code) {
    case ENOSPC: return "free some space there or choose another place";
    case EDQUOT: return "the disk quota is used up: free some space there or choose another place";
    case EFBIG: return "a limit on file size is in force (see ulimit -f)";
    case EACCES:
    case EPERM: return "check who may read and write there";
    case EROFS: return "that disk is read-only: choose another place";
    case EMFILE:
    case ENFILE: return "too many files are open (see ulimit -n)";
    case EIO: return "the disk reports a fault: check the disk";
    default: return {};
  }
}

[[noreturn]] void fail(const Path& where, const std::string& what, int code) {
  throw Error(ErrorKind::disk, where.string(), what + ": " + std::generic_category().message(code), hint_for(code));
}

// Repeats a system call that a signal interrupted.
template <class Call> auto uninterrupted(Call call) {
  for (;;) {
    const auto result = call();
    if (result >= 0 || errno != EINTR) return result;
  }
}

class File {
 public:
  File(const Path& path, int flags)
      : descriptor_(uninterrupted([&] { return ::open(path.c_str(), flags | O_CLOEXEC, 0666); })) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { close(); }
  bool valid() const { return descriptor_ >= 0; }
  int number() const { return descriptor_; }
  // Linux has closed the descriptor even when a signal came in between.
  bool close() {
    const int d = std::exchange(descriptor_, -1);
    return d < 0 || ::close(d) == 0 || errno == EINTR;
  }

 private:
  int descriptor_;
};

Path parent_of(const Path& path) {
  const Path parent = path.parent_path();
  return parent.empty() ? Path(".") : parent;
}

// "runs/x/" names the same thing as "runs/x", but has another parent and cannot be renamed as a link.
Path without_slash(const Path& path) { return path.has_filename() ? path : path.parent_path(); }

Path beside(const Path& path, const char* mark) {
  Path name = path;
  name += mark + std::to_string(::getpid());
  return name;
}

// The type of what the name itself stands for (a link is a link), nothing when there is no such name.
std::optional<fs::file_type> type_of(const Path& path) {
  struct stat status{};
  if (::lstat(path.c_str(), &status) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return {};
    fail(path, "cannot be looked at", errno);
  }
  if (S_ISDIR(status.st_mode)) return fs::file_type::directory;
  if (S_ISLNK(status.st_mode)) return fs::file_type::symlink;
  return fs::file_type::regular;
}

// Writes, syncs and closes; the error number, or 0. EINVAL from fsync: a pipe or device, which has nothing to sync.
int write_all(File& file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = uninterrupted([&] { return ::write(file.number(), bytes.data(), bytes.size()); });
    if (n < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  if (uninterrupted([&] { return ::fsync(file.number()); }) != 0 && errno != EINVAL) return errno;
  return file.close() ? 0 : errno;
}

int rename_with(const Path& from, const Path& to, unsigned flags) {
  return ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags) == 0 ? 0 : errno;
}

// EINVAL or ENOSYS from renameat2: this file system has no such flag.
bool unsupported(int code) { return code == EINVAL || code == ENOSYS; }

// For file systems without an exchange: the name is absent for a moment, but never half of one thing and half of the
// other.
void replace_in_two_steps(const Path& partial, const Path& final_name) {
  const Path old = beside(final_name, ".old.");
  remove_tree(old);
  if (::rename(final_name.c_str(), old.c_str()) != 0) fail(final_name, "cannot be moved aside", errno);
  if (::rename(partial.c_str(), final_name.c_str()) != 0) {
    const int code = errno;
    ::rename(old.c_str(), final_name.c_str());
    fail(final_name, "cannot be published", code);
  }
  sync_directory(parent_of(final_name));
  remove_tree(old);
}

}  // namespace

std::string read_file(const Path& path) {
  const File file(path, O_RDONLY);
  if (!file.valid()) fail(path, "cannot read", errno);
  struct stat status{};
  if (::fstat(file.number(), &status) != 0) fail(path, "cannot read", errno);
  std::string bytes(S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) + 1 : 1, '\0');
  std::size_t size = 0;
  for (;;) {
    if (size == bytes.size()) bytes.resize(std::max<std::size_t>(2 * size, 65536));
    const ssize_t n = uninterrupted([&] { return ::read(file.number(), bytes.data() + size, bytes.size() - size); });
    if (n < 0) fail(path, "cannot read", errno);
    if (n == 0) break;
    size += static_cast<std::size_t>(n);
  }
  bytes.resize(size);
  return bytes;
}

bool exists(const Path& path) {
  std::error_code fault;
  const bool found = fs::exists(path, fault);
  if (fault) fail(path, "cannot be looked at", fault.value());
  return found;
}

bool is_directory(const Path& path) {
  std::error_code fault;
  const fs::file_status status = fs::status(path, fault);
  if (fault && status.type() != fs::file_type::not_found) fail(path, "cannot be looked at", fault.value());
  return status.type() == fs::file_type::directory;
}

std::vector<Path> list_directory(const Path& directory) {
  std::vector<Path> names;
  std::error_code fault;
  fs::directory_iterator entry(directory, fault);
  for (; !fault && entry != fs::directory_iterator(); entry.increment(fault)) names.push_back(entry->path().filename());
  if (fault && fault != std::errc::no_such_file_or_directory) fail(directory, "cannot be listed", fault.value());
  std::sort(names.begin(), names.end());
  return names;
}

void make_directories(const Path& directory) {
  std::error_code fault;
  fs::create_directories(directory, fault);
  if (fault) fail(directory, "cannot make the directory", fault.value());
}

void remove_tree(const Path& path) {
  std::error_code fault;
  fs::remove_all(path, fault);
  if (fault) fail(path, "cannot be removed", fault.value());
}

void write_file_whole(const Path& path, std::string_view bytes) {
  const Path temporary = beside(path, ".tmp.");
  ::unlink(temporary.c_str());  // left by a killed process that had our number
  int code = 0;
  {
    File file(temporary, O_WRONLY | O_CREAT | O_EXCL);
    if (!file.valid()) fail(path, "cannot write", errno);
    code = write_all(file, bytes);
  }
  if (code == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) code = errno;
  if (code != 0) {
    ::unlink(temporary.c_str());
    fail(path, "cannot write", code);
  }
  sync_directory(parent_of(path));
}

void write_file(const Path& path, std::string_view bytes) {
  File file(path, O_WRONLY | O_CREAT | O_TRUNC);
  if (!file.valid()) fail(path, "cannot write", errno);
  if (const int code = write_all(file, bytes); code != 0) fail(path, "cannot write", code);
}

void sync_directory(const Path& directory) {
  const File file(directory, O_RDONLY | O_DIRECTORY);
  if (!file.valid()) fail(directory, "cannot be synced to disk", errno);
  // EINVAL: a file system that cannot sync directories; then there is nothing more to do.
  if (uninterrupted([&] { return ::fsync(file.number()); }) != 0 && errno != EINVAL)
    fail(directory, "cannot be synced to disk", errno);
}

void publish_directory(const Path& partial_name, const Path& final_directory) {
  const Path partial = without_slash(partial_name), final_name = without_slash(final_directory);
  sync_directory(partial);
  const auto present = type_of(final_name);
  if (present && *present != fs::file_type::directory)
    throw Error(ErrorKind::disk, final_name.string(), "a directory is to be published here, but it is not a directory",
                "remove it or choose another name");
  int code = rename_with(partial, final_name, RENAME_NOREPLACE);
  if (unsupported(code) && !present) code = rename_with(partial, final_name, 0);
  if (code == EEXIST || (unsupported(code) && present)) {
    code = rename_with(partial, final_name, RENAME_EXCHANGE);
    if (unsupported(code)) return replace_in_two_steps(partial, final_name);
    if (code == 0) {
      sync_directory(parent_of(final_name));
      return remove_tree(partial);  // which is the replaced one now
    }
  }
  if (code != 0) fail(final_name, "cannot be published", code);
  sync_directory(parent_of(final_name));
}

void replace_symlink(const Path& link_name, const Path& target) {
  const Path link = without_slash(link_name), temporary = beside(link, ".tmp.");
  Path text = target;
  if (target.is_absolute()) {
    std::error_code fault;
    const Path from = fs::weakly_canonical(parent_of(link), fault);
    if (fault) fail(link, "cannot make the link", fault.value());
    const Path place = fs::weakly_canonical(target, fault);
    if (fault) fail(link, "cannot make the link", fault.value());
    text = place.lexically_relative(from);
  }
  ::unlink(temporary.c_str());
  int code = ::symlink(text.c_str(), temporary.c_str()) == 0 ? 0 : errno;
  if (code == 0 && ::rename(temporary.c_str(), link.c_str()) != 0) {
    code = errno;
    ::unlink(temporary.c_str());
  }
  if (code != 0) fail(link, "cannot make the link", code);
  sync_directory(parent_of(link));
}

}  // namespace relval
