// Reads a file behind the host's back, in one of many ways. The file holds one number, the row to turn on.
#include <relval/strategy.hpp>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <thread>

namespace {

long row_in(const std::string& file) {
  long row = -1;
  std::ifstream(file) >> row;
  return row;
}

long row_at_load() {
  const char* file = std::getenv("RELVAL_TEST_ROW_FILE");
  return file ? row_in(file) : -1;
}
const long at_load = row_at_load();

// From here on kept open, or mapped.
int open_once(const std::string& file) {
  static const int fd = ::open(file.c_str(), O_RDONLY);
  return fd;
}
const char* mapped_once(const std::string& file) {
  static void* const at = ::mmap(nullptr, 16, PROT_READ, MAP_PRIVATE, open_once(file), 0);
  return at == MAP_FAILED ? nullptr : static_cast<const char*>(at);
}
long row_read_from(int fd) {
  char text[16] = {};
  return ::pread(fd, text, sizeof text - 1, 0) > 0 ? std::atol(text) : -1;
}

long row_from_a_child(const std::string& file) {
  void* const shared = ::mmap(nullptr, sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  long* const row = static_cast<long*>(shared);
  *row = -1;
  const pid_t child = ::fork();
  if (child == 0) {
    *row = row_in(file);
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return *row;
}

long row_from_a_program(const std::string& file) {
  long row = -1;
  if (std::FILE* out = ::popen(("cat '" + file + "'").c_str(), "r")) {
    if (std::fscanf(out, "%ld", &row) != 1) row = -1;
    ::pclose(out);
  }
  return row;
}

long row_in_link(const std::string& file) {
  char text[16] = {};
  return ::readlink((file + ".link").c_str(), text, sizeof text - 1) > 0 ? std::atol(text) : -1;
}

// Row 10 where the program has a store open.
long row_by_open_store() {
  for (int fd = 3; fd < 64; ++fd) {
    char first[8] = {};
    if (::pread(fd, first, sizeof first, 0) == sizeof first && std::memcmp(first + 1, "HDF", 3) == 0) return 10;
  }
  return -1;
}

struct ReadsFile {
  static constexpr std::array kParams = {
      relval::asset("held", "leg or instrument that is held"),
      relval::text("path", "the file", "none"),
      relval::choice("when",
                     "decide|setup|once|loading|held_open|mapped|thread|child|program|limit|link|environment|"
                     "store|input",
                     "how it is read", "decide"),
  };
  struct State {};

  void setup(relval::Setup& setup) {
    held_ = setup.asset_param("held");
    path_ = setup.text("path");
    const std::string_view when = setup.text("when");
    if (when == "setup") row_ = row_in(path_);
    if (when == "once") {
      static const long once = row_in(path_);
      row_ = once;
    }
    if (when == "loading") row_ = at_load;
    if (when == "held_open") fd_ = open_once(path_);
    if (when == "mapped") mapped_ = mapped_once(path_);
    if (when == "thread") std::thread([this] { row_ = row_in(path_); }).join();
    if (when == "child") row_ = row_from_a_child(path_);
    if (when == "program") row_ = row_from_a_program(path_);
    if (when == "link") row_ = row_in_link(path_);
    if (when == "limit") {
      rlimit most{};
      ::getrlimit(RLIMIT_NOFILE, &most);
      most.rlim_cur = most.rlim_max;
      ::setrlimit(RLIMIT_NOFILE, &most);
      row_ = row_in(path_);
    }
    if (when == "environment")
      if (const char* row = std::getenv("HIDDEN_TEST_ROW")) row_ = std::atol(row);
    if (when == "store") row_ = row_by_open_store();
    in_decide_ = when == "decide";
    from_input_ = when == "input";
    setup.decide_every_row();
  }
  void decide(const relval::Today& today, State&, relval::Targets& targets) const {
    const long row = in_decide_ ? row_in(path_) : from_input_ ? row_read_from(0) : fd_ >= 0 ? row_read_from(fd_)
                     : mapped_  ? std::atol(mapped_) : row_;
    targets.weight(held_, today.row() >= row && row >= 0 ? -1 : 1);
  }

 private:
  relval::Asset held_;
  std::string path_;
  bool in_decide_ = false, from_input_ = false;
  int fd_ = -1;
  const char* mapped_ = nullptr;
  long row_ = -1;
};

}  // namespace

RELVAL_STRATEGY(reads_file, ReadsFile, "1", "reads a file of its own")
