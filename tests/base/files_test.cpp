// Files in a directory of their own; faults are made with /dev/full, a limit on file size and permissions.
#include "base/files.hpp"

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include "base/error.hpp"
#include "catch.hpp"

using relval::Error;
using relval::Path;
using relval::read_file;
using relval::write_file;
using relval::write_file_whole;
namespace fs = std::filesystem;

namespace {

class Scratch {
 public:
  Scratch() {
    std::string name = (fs::temp_directory_path() / "relval-files-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Scratch() { fs::remove_all(path_); }
  Path operator/(const char* name) const { return path_ / name; }
  const Path& path() const { return path_; }

 private:
  Path path_;
};

// Files may grow to this many bytes while it lives; writing more fails with EFBIG, the first write too short.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  void (*handler_)(int);
  rlimit before_{};
};

template <class Call> std::string message_of(Call call) {
  try {
    call();
  } catch (const Error& e) {
    CHECK(e.kind() == relval::ErrorKind::disk);
    return e.what();
  }
  return "no error";
}

std::vector<Path> names(std::initializer_list<const char*> list) { return {list.begin(), list.end()}; }

}  // namespace

TEST_CASE("what is written is read back, byte for byte") {
  const Scratch scratch;
  std::string bytes(300000, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7 % 256);
  write_file(scratch / "a", bytes);
  write_file_whole(scratch / "b", bytes);
  CHECK(read_file(scratch / "a") == bytes);
  CHECK(read_file(scratch / "b") == bytes);
  write_file(scratch / "a", "short");
  write_file_whole(scratch / "b", "");
  CHECK(read_file(scratch / "a") == "short");
  CHECK(read_file(scratch / "b").empty());
  CHECK(relval::list_directory(scratch.path()) == names({"a", "b"}));
}

TEST_CASE("a pipe is read to its end") {
  const Scratch scratch;
  const Path pipe = scratch / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  const std::string bytes(200000, 'x');  // more than a pipe holds: it arrives in pieces
  std::thread writer([&] { write_file(pipe, bytes); });
  const std::string read = read_file(pipe);
  writer.join();
  CHECK(read == bytes);
}

TEST_CASE("files without a size are read whole") {
  CHECK(read_file("/proc/self/status").find("Pid:") != std::string::npos);
}

TEST_CASE("errors name the file, the deed and the system's words") {
  const Scratch scratch;
  const std::string absent = (scratch / "no" / "file").string();
  CHECK(message_of([&] { read_file(absent); }) == absent + ": cannot read: No such file or directory");
  CHECK(message_of([&] { write_file(absent, "x"); }) == absent + ": cannot write: No such file or directory");
  CHECK(message_of([&] { write_file_whole(absent, "x"); }) == absent + ": cannot write: No such file or directory");
  CHECK(message_of([&] { read_file(scratch.path()); }) == scratch.path().string() + ": cannot read: Is a directory");
  CHECK(message_of([&] { relval::sync_directory(absent); }) ==
        absent + ": cannot be synced to disk: No such file or directory");
  write_file(scratch / "file", "x");
  const std::string under = (scratch / "file" / "d").string();
  CHECK(message_of([&] { relval::make_directories(under); }) == under + ": cannot make the directory: Not a directory");
  CHECK(message_of([&] { relval::list_directory(scratch / "file"); }) ==
        (scratch / "file").string() + ": cannot be listed: Not a directory");
  const std::string longest = (scratch.path() / std::string(300, 'n')).string();
  CHECK(message_of([&] { relval::exists(longest); }) == longest + ": cannot be looked at: File name too long");
}

TEST_CASE("a full disk is told, with what to do") {
  CHECK(message_of([] { write_file("/dev/full", "x"); }) ==
        "/dev/full: cannot write: No space left on device\n  free some space there or choose another place");
}

TEST_CASE("a file that cannot be written whole leaves the old one and nothing beside it") {
  const Scratch scratch;
  const Path file = scratch / "result";
  write_file_whole(file, "old");
  const std::string large(100000, 'x');
  std::string message;
  {
    const FileSizeLimit limit(65536);
    message = message_of([&] { write_file_whole(file, large); });
  }
  CHECK(message ==
        file.string() + ": cannot write: File too large\n  a limit on file size is in force (see ulimit -f)");
  CHECK(read_file(file) == "old");
  CHECK(relval::list_directory(scratch.path()) == names({"result"}));
}

TEST_CASE("a temporary file left by a killed process is no obstacle") {
  const Scratch scratch;
  const std::string left = "result.tmp." + std::to_string(::getpid());
  write_file(scratch / left.c_str(), "half");
  write_file_whole(scratch / "result", "whole");
  CHECK(read_file(scratch / "result") == "whole");
  CHECK(relval::list_directory(scratch.path()) == names({"result"}));
}

TEST_CASE("a file does not replace a directory") {
  const Scratch scratch;
  relval::make_directories(scratch / "d" / "inside");
  CHECK(message_of([&] { write_file_whole(scratch / "d", "x"); }) ==
        (scratch / "d").string() + ": cannot write: Is a directory");
  CHECK(relval::list_directory(scratch.path()) == names({"d"}));
}

TEST_CASE("directories are made, listed by name and removed") {
  const Scratch scratch;
  relval::make_directories(scratch / "a" / "b" / "c");
  relval::make_directories(scratch / "a" / "b" / "c");
  write_file(scratch / "a" / "z", "");
  write_file(scratch / "a" / "B", "");
  CHECK(relval::list_directory(scratch / "a") == names({"B", "b", "z"}));
  CHECK(relval::list_directory(scratch / "absent").empty());
  CHECK(relval::is_directory(scratch / "a"));
  CHECK_FALSE(relval::is_directory(scratch / "a" / "z"));
  CHECK_FALSE(relval::is_directory(scratch / "absent"));
  CHECK(relval::exists(scratch / "a" / "z"));
  CHECK_FALSE(relval::exists(scratch / "a" / "z" / "under"));
  relval::remove_tree(scratch / "a");
  relval::remove_tree(scratch / "a");
  CHECK_FALSE(relval::exists(scratch / "a"));
}

TEST_CASE("removing a tree does not follow links out of it") {
  const Scratch scratch;
  write_file(scratch / "kept", "x");
  relval::make_directories(scratch / "d");
  fs::create_symlink(scratch / "kept", scratch / "d" / "link");
  relval::remove_tree(scratch / "d");
  CHECK(read_file(scratch / "kept") == "x");
}

TEST_CASE("a directory is published under a new name") {
  const Scratch scratch;
  relval::make_directories(scratch / ".run.partial");
  write_file(scratch / ".run.partial" / "manifest.json", "1");
  relval::publish_directory(scratch / ".run.partial", scratch / "run/");
  CHECK(relval::list_directory(scratch.path()) == names({"run"}));
  CHECK(read_file(scratch / "run" / "manifest.json") == "1");
}

TEST_CASE("a published directory replaces the one before it, whole") {
  const Scratch scratch;
  relval::make_directories(scratch / "run");
  write_file(scratch / "run" / "old", "1");
  relval::make_directories(scratch / ".run.partial");
  write_file(scratch / ".run.partial" / "new", "2");
  relval::publish_directory(scratch / ".run.partial", scratch / "run");
  CHECK(relval::list_directory(scratch.path()) == names({"run"}));
  CHECK(relval::list_directory(scratch / "run") == names({"new"}));
}

TEST_CASE("publishing touches nothing that is not a directory") {
  const Scratch scratch;
  relval::make_directories(scratch / "partial");
  write_file(scratch / "run", "a user's file");
  CHECK(message_of([&] { relval::publish_directory(scratch / "partial", scratch / "run"); }) ==
        (scratch / "run").string() +
            ": a directory is to be published here, but it is not a directory\n  remove it or choose another name");
  CHECK(read_file(scratch / "run") == "a user's file");
  const std::string nowhere = (scratch / "no" / "run").string();
  CHECK(message_of([&] { relval::publish_directory(scratch / "partial", nowhere); }) ==
        nowhere + ": cannot be published: No such file or directory");
  CHECK(relval::is_directory(scratch / "partial"));
}

TEST_CASE("a link is made and moved in one step") {
  const Scratch scratch;
  for (const char* run : {"one", "two"}) {
    relval::make_directories(scratch / run);
    write_file(scratch / run / "name", run);
    relval::replace_symlink(scratch / "latest", run);
    CHECK(fs::read_symlink(scratch / "latest") == run);
    CHECK(read_file(scratch / "latest" / "name") == run);
  }
  relval::replace_symlink(scratch / "latest", scratch / "one");
  CHECK(fs::read_symlink(scratch / "latest") == "one");
  CHECK(relval::list_directory(scratch.path()) == names({"latest", "one", "two"}));
  CHECK(message_of([&] { relval::replace_symlink(scratch / "one", "two"); }) ==
        (scratch / "one").string() + ": cannot make the link: Is a directory");
  CHECK(relval::list_directory(scratch.path()) == names({"latest", "one", "two"}));
}
