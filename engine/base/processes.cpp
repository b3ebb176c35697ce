#include "base/processes.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "base/error.hpp"
#include "base/text.hpp"

namespace relval {
namespace {

struct Slot {         // of one worker
  std::size_t at;     // the piece it is working on
  int failed;         // ErrorKind, 0 where it did not
  char text[1024];
};

// Memory that parent and children see alike.
class Arena {
 public:
  Arena(std::size_t results, std::size_t workers)
      : bytes_(results * sizeof(double) + workers * sizeof(Slot)), memory_(shared_memory(bytes_)) {
    slots = static_cast<Slot*>(memory_);
    results_ = reinterpret_cast<double*>(slots + workers);
  }
  ~Arena() { ::munmap(memory_, bytes_); }
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  double& result(std::size_t i) { return results_[i]; }
  Slot* slots = nullptr;

 private:
  std::size_t bytes_;
  void* memory_;
  double* results_ = nullptr;
};

// The workers write a byte into it for each piece that is done, and close it by ending.
class Tally {
 public:
  Tally() {
    if (::pipe2(ends_, O_CLOEXEC) != 0)
      throw Error(ErrorKind::disk, "processes", "no pipe: " + std::string(std::strerror(errno)));
  }
  ~Tally() {
    ::close(ends_[0]);
    if (ends_[1] >= 0) ::close(ends_[1]);
  }
  Tally(const Tally&) = delete;
  Tally& operator=(const Tally&) = delete;

  void note() {  // in a worker
    const char byte = 0;
    while (::write(ends_[1], &byte, 1) < 0 && errno == EINTR) {
    }
  }
  void follow(const std::function<void(std::size_t)>& on_done) {  // until all workers have ended
    ::close(ends_[1]);
    ends_[1] = -1;
    std::size_t done = 0;
    char bytes[256];
    for (;;) {
      const ssize_t n = ::read(ends_[0], bytes, sizeof(bytes));
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return;
      done += static_cast<std::size_t>(n);
      if (on_done) on_done(done);
    }
  }

 private:
  int ends_[2] = {-1, -1};
};

[[noreturn]] void work_off(Arena& arena, Tally& tally, std::size_t worker, std::size_t workers, std::size_t count,
                           const std::function<double(std::size_t)>& work) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // whoever ends the parent ends the work
  Slot& own = arena.slots[worker];
  const auto fail = [&](ErrorKind kind, const char* text) {
    std::strncpy(own.text, text, sizeof(own.text) - 1);
    own.failed = static_cast<int>(kind);
    ::_exit(1);
  };
  try {
    for (std::size_t i = worker; i < count; i += workers) {
      own.at = i;
      arena.result(i) = work(i);
      tally.note();
    }
  } catch (const Error& e) {
    fail(e.kind(), e.what());
  } catch (const std::exception& e) {
    fail(ErrorKind::bug, e.what());
  }
  ::_exit(0);
}

// The engine has none; a plugin's would not be in the children, where its code waits for them without end.
bool has_threads() {
  std::error_code unknown;
  std::size_t threads = 0;
  for (std::filesystem::directory_iterator at("/proc/self/task", unknown), end; !unknown && at != end;
       at.increment(unknown))
    ++threads;
  return threads > 1;
}

}  // namespace

std::vector<double> in_processes(std::size_t count, std::size_t workers, const std::function<double(std::size_t)>& work,
                                 const std::function<void(std::size_t done)>& on_done) {
  std::vector<double> out(count);
  workers = has_threads() ? 1 : std::min(workers, count);
  if (workers <= 1) {
    for (std::size_t i = 0; i < count; ++i) {
      out[i] = work(i);
      if (on_done) on_done(i + 1);
    }
    return out;
  }
  Arena arena(count, workers);
  Tally tally;
  std::vector<pid_t> children;
  for (std::size_t w = 0; w < workers; ++w) {
    const pid_t child = ::fork();
    if (child == 0) work_off(arena, tally, w, workers, count, work);
    if (child < 0) break;  // those there are do not have its share: told below
    children.push_back(child);
  }
  tally.follow(on_done);
  const bool short_of_workers = children.size() < workers;
  std::size_t dead = workers;
  for (std::size_t w = 0; w < children.size(); ++w) {
    int status = 0;
    while (::waitpid(children[w], &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status)) dead = w;
  }
  for (std::size_t w = 0; w < children.size(); ++w)
    if (arena.slots[w].failed)
      throw Error::rendered(static_cast<ErrorKind>(arena.slots[w].failed), arena.slots[w].text);
  if (dead < workers)
    throw Error(ErrorKind::bug, "processes", format("a worker died at piece {}", arena.slots[dead].at));
  if (short_of_workers)
    throw Error(ErrorKind::disk, "processes", "no more processes: " + std::string(std::strerror(errno)));
  for (std::size_t i = 0; i < count; ++i) out[i] = arena.result(i);
  return out;
}

std::size_t available_workers() {
  // allowed: how many work, not what they work out; results are equal for any number
  if (const char* asked = std::getenv("RELVAL_WORKERS"); asked != nullptr && *asked != '\0') {
    const auto n = parse_integer(asked);
    if (!n || *n < 1)
      throw Error(ErrorKind::usage, "RELVAL_WORKERS",
                  format("a whole number of processes, 1 or more, was expected, found '{}'", asked));
    return static_cast<std::size_t>(*n);
  }
  cpu_set_t set;
  if (::sched_getaffinity(0, sizeof(set), &set) != 0) return 1;
  return static_cast<std::size_t>(std::max(CPU_COUNT(&set), 1));
}

}  // namespace relval
