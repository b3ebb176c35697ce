// One child process for each piece of work, with a time limit; results come back through pipes.
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <new>

#include "base/error.hpp"
#include "base/processes.hpp"
#include "base/text.hpp"

namespace relval {
namespace {

using Clock = std::chrono::steady_clock;  // allowed: limits how long a child may take, reaches no number

// First byte of what a child sends: whether the work returned or failed, or that it crashed, then its text.
constexpr char kDone = 'd', kFailed = 'f', kCrashed = 'c';
LastWords words;

struct Child {
  std::size_t piece;
  pid_t process;
  int pipe;
  Clock::time_point started;
  std::string sent;
};

void send_all(int to, const std::string& bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t n = ::write(to, bytes.data() + at, bytes.size() - at);
    if (n < 0 && errno != EINTR) ::_exit(static_cast<int>(ErrorKind::disk));
    if (n > 0) at += static_cast<std::size_t>(n);
  }
}

[[noreturn]] void work_in_child(int to, std::size_t piece, const std::function<std::string(std::size_t)>& work) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // whoever ends the parent ends the work
  static constexpr char kLead[] = {kCrashed, '\0'};
  words = {to, kLead};
  int code = 0;
  std::string answer;
  try {
    answer = kDone + work(piece);
  } catch (const Error& e) {
    code = e.exit_code();
    answer = kFailed + std::string(e.what());
  } catch (const std::bad_alloc&) {
    code = static_cast<int>(ErrorKind::disk);
    answer = kFailed + std::string("out of memory");
  } catch (const std::exception& e) {
    code = static_cast<int>(ErrorKind::bug);
    answer = kFailed + std::string(e.what());
  }
  send_all(to, answer);
  ::_exit(code);  // nothing of the parent's is flushed or destroyed here
}

Child start(std::size_t piece, const std::vector<Child>& running, const std::function<std::string(std::size_t)>& work) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    throw Error(ErrorKind::disk, "processes", "no pipe: " + std::string(std::strerror(errno)));
  const pid_t process = ::fork();
  if (process < 0) throw Error(ErrorKind::disk, "processes", "no more processes: " + std::string(std::strerror(errno)));
  if (process == 0) {
    ::close(ends[0]);
    for (const Child& other : running) ::close(other.pipe);
    work_in_child(ends[1], piece, work);
  }
  ::close(ends[1]);
  return {piece, process, ends[0], Clock::now(), {}};
}

double seconds_since(Clock::time_point t) { return std::chrono::duration<double>(Clock::now() - t).count(); }

// Once its pipe is closed or its time is over.
ChildEnd end_of(Child& child, bool in_time) {
  ChildEnd out;
  out.seconds = seconds_since(child.started);
  if (!in_time) ::kill(child.process, SIGKILL);
  ::close(child.pipe);
  int status = 0;
  while (::waitpid(child.process, &status, 0) < 0 && errno == EINTR) {
  }
  const bool whole = !child.sent.empty() && WIFEXITED(status);
  if (!in_time) {
    out.how = ChildEnd::timed_out;
    out.text = format("stopped after {:.0f} s", out.seconds);
  } else if (whole && child.sent[0] == kDone && WEXITSTATUS(status) == 0) {
    out.text = child.sent.substr(1);
  } else if (whole && child.sent[0] == kFailed) {
    out.how = ChildEnd::failed;
    out.text = child.sent.substr(1);
    out.exit_code = WEXITSTATUS(status);
  } else if (whole && child.sent[0] == kCrashed) {
    out.how = ChildEnd::died;
    out.text = std::string(trim(child.sent)).substr(1);
    out.exit_code = WEXITSTATUS(status);
  } else {
    out.how = ChildEnd::died;
    out.exit_code = static_cast<int>(ErrorKind::bug);
    out.text = WIFSIGNALED(status) ? format("its process died of signal {} ({})", WTERMSIG(status),
                                            std::string(::strsignal(WTERMSIG(status))))
                                   : format("its process ended with {} before it answered", WEXITSTATUS(status));
  }
  return out;
}

// Reads what there is; false once the child has closed its end.
bool read_some(Child& child) {
  char buffer[1 << 16];
  const ssize_t n = ::read(child.pipe, buffer, sizeof buffer);
  if (n > 0) child.sent.append(buffer, static_cast<std::size_t>(n));
  return n > 0 || (n < 0 && errno == EINTR);
}

}  // namespace

const LastWords& last_words() { return words; }

void* shared_memory(std::size_t bytes) {
  void* memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    throw Error(ErrorKind::disk, "processes", "no shared memory: " + std::string(std::strerror(errno)));
  return memory;
}

SharedCount::SharedCount() : value_(static_cast<std::size_t*>(shared_memory(sizeof *value_))) {}
SharedCount::~SharedCount() { ::munmap(value_, sizeof *value_); }

std::vector<ChildEnd> in_children(std::size_t count, std::size_t workers, double timeout_seconds,
                                  const std::function<std::string(std::size_t)>& work,
                                  const std::function<void(std::size_t, const ChildEnd&)>& on_end) {
  std::vector<ChildEnd> out(count);
  std::vector<Child> running;
  std::size_t next = 0;
  while (next < count || !running.empty()) {
    while (next < count && running.size() < std::max<std::size_t>(workers, 1))
      running.push_back(start(next++, running, work));
    std::vector<pollfd> waiting;
    double left = timeout_seconds;
    for (const Child& c : running) {
      waiting.push_back({c.pipe, POLLIN, 0});
      left = std::min(left, timeout_seconds - seconds_since(c.started));
    }
    ::poll(waiting.data(), waiting.size(), static_cast<int>(1000 * std::clamp(left, 0.0, 60.0)) + 1);
    for (std::size_t i = running.size(); i-- > 0;) {
      const bool open = waiting[i].revents == 0 || read_some(running[i]);
      const bool in_time = seconds_since(running[i].started) < timeout_seconds;
      if (open && in_time) continue;
      const std::size_t piece = running[i].piece;
      out[piece] = end_of(running[i], !open || in_time);
      running.erase(running.begin() + static_cast<std::ptrdiff_t>(i));
      if (on_end) on_end(piece, out[piece]);
    }
  }
  return out;
}

}  // namespace relval
