#include "strategy/plugin_call.hpp"

#include <pthread.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "base/processes.hpp"
#include "base/text.hpp"

namespace relval {
namespace {

constexpr std::int32_t kNoDate = -1'000'000'000;

// What runs now, for handlers that may neither allocate nor lock.
const char* volatile running_strategy = nullptr;
const char* volatile stage_now = nullptr;
volatile std::int32_t running_days = kNoDate;
std::array<char, 80> last_loaded{};  // a copy: the library may be gone
bool child_of_plugin = false;        // a process that plugin code forked
constexpr const char* kAtEnd = "destroy";  // the call after which nothing is written any more

struct Line {
  std::array<char, 512> text{};
  std::size_t size = 0;

  void add(const char* more) {
    for (; *more != '\0' && size < text.size(); ++more) text[size++] = *more;
  }
  void add_number(int value, int digits) {
    for (int i = digits, unit = 1; i > 0; --i, unit *= 10)
      if (size + static_cast<std::size_t>(i) <= text.size())
        text[size + static_cast<std::size_t>(i) - 1] = static_cast<char>('0' + value / unit % 10);
    size = std::min(size + static_cast<std::size_t>(digits), text.size());
  }
};

// _exit(), which below is this program's own.
[[noreturn]] void end_process(int code) {
  for (;;) ::syscall(SYS_exit_group, code);
}

[[noreturn]] void write_and_end(const Line& line, int to) {
  for (std::size_t at = 0; at < line.size;) {
    const ssize_t n = ::write(to, line.text.data() + at, line.size - at);
    if (n <= 0) break;
    at += static_cast<std::size_t>(n);
  }
  end_process(static_cast<int>(ErrorKind::strategy));
}

[[noreturn]] void tell_and_end(const char* how) {
  Line line;
  line.add(last_words().lead);
  line.add(running_strategy);
  if (running_days != kNoDate) {
    const CivilDate date = civil(Date{running_days});
    line.add(" ");
    line.add_number(date.year, 4);
    line.add("-");
    line.add_number(static_cast<int>(date.month), 2);
    line.add("-");
    line.add_number(static_cast<int>(date.day), 2);
  }
  line.add(": ");
  line.add(stage_now);
  line.add(how);
  const bool at_end = std::strcmp(stage_now, kAtEnd) == 0;
  line.add("\n  the fault is in the strategy; ");
  line.add(at_end ? "what was written before stands" : "nothing was written");
  line.add("; gdb shows the line (docs/plugin_guide.md)\n");
  write_and_end(line, last_words().to);
}

[[noreturn]] void tell_outside(const char* how) {
  Line line;
  line.add(last_words().lead);
  line.add("outside of a plugin's call this program");
  line.add(how);
  line.add("\n  the plugin '");
  line.add(last_loaded.data());
  line.add("' was called before: one that writes beyond what it was lent, or leaves threads or timers, breaks what\n"
           "  runs after it; the address sanitizer shows where (docs/plugin_guide.md). Without a plugin: a fault of "
           "relval\n");
  write_and_end(line, last_words().to);
}

const char* words_for(int signal) {
  switch (signal) {
    case SIGSEGV: return " read or wrote memory that is not its own, or overflowed the stack";
    case SIGBUS: return " read or wrote memory that is not there";
    case SIGFPE: return " divided a whole number by zero";
    case SIGILL: return " ran an instruction that this CPU lacks";
    case SIGABRT: return " called abort(): an uncaught exception, or an assertion";
    case SIGTRAP: return " ran into a breakpoint";
    case SIGALRM:
    case SIGVTALRM:
    case SIGPROF: return " was ended by a timer that a strategy started";
    default: return " crashed";
  }
}

void on_crash(int signal) {
  if (running_strategy != nullptr && !child_of_plugin) tell_and_end(words_for(signal));
  if (last_loaded[0] != '\0' && !child_of_plugin) tell_outside(words_for(signal));
  std::signal(signal, SIG_DFL);  // a fault of relval's own ends as it would have
  std::raise(signal);
}

void on_exit_call() {
  if (running_strategy != nullptr && !child_of_plugin) tell_and_end(" called exit(): a strategy cannot end the run");
}

void in_child() { child_of_plugin = running_strategy != nullptr; }

// The address sanitizer has handlers of its own, which tell more.
#if defined(__SANITIZE_ADDRESS__)
#define RELVAL_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#define RELVAL_ADDRESS_SANITIZER __has_feature(address_sanitizer)
#else
#define RELVAL_ADDRESS_SANITIZER 0
#endif

constexpr std::array kCrashes = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP};
constexpr std::array kTimers = {SIGALRM, SIGVTALRM, SIGPROF};

bool is_a_profilers(int signal) {
  struct sigaction now {};
  ::sigaction(signal, nullptr, &now);
  return now.sa_handler != SIG_DFL && now.sa_handler != on_crash;
}

void stand_guard() {
  static bool standing = false;
  if (!standing) {
    standing = true;
    std::atexit(on_exit_call);
    std::at_quick_exit(on_exit_call);
    ::pthread_atfork(nullptr, nullptr, in_child);  // allowed: no thread is made, a fork of the plugin is noticed
  }
  if (RELVAL_ADDRESS_SANITIZER) return;
  alignas(16) static std::array<char, 1 << 16> stack;  // for a stack that has overflowed
  stack_t other{};
  other.ss_sp = stack.data();
  other.ss_size = stack.size();
  ::sigaltstack(&other, nullptr);
  struct sigaction action {};
  action.sa_handler = on_crash;
  action.sa_flags = SA_ONSTACK | static_cast<int>(SA_NODEFER);
  sigset_t open;
  ::sigemptyset(&open);
  for (const int signal : kCrashes) {
    ::sigaction(signal, &action, nullptr);
    ::sigaddset(&open, signal);
  }
  for (const int signal : kTimers)
    if (!is_a_profilers(signal)) ::sigaction(signal, &action, nullptr);
  ::sigprocmask(SIG_UNBLOCK, &open, nullptr);
}

}  // namespace

PluginCall::PluginCall(const char* strategy, const char* stage, std::optional<Date> date) noexcept
    : strategy_before_(running_strategy), stage_before_(stage_now), days_before_(running_days) {
  if (!date) stand_guard();  // anew: the plugin may have taken it down. Not on every row: it takes a microsecond
  stage_now = stage;
  running_days = date ? date->days : kNoDate;
  running_strategy = strategy;
}

PluginCall::~PluginCall() {
  if (child_of_plugin) {  // it was forked in this call, and the run goes on in its parent
    Line line;
    line.add("relval: ");
    line.add(running_strategy);
    line.add(": ");
    line.add(stage_now);
    line.add(" forked and went on in the child, which ends here\n");
    write_and_end(line, STDERR_FILENO);
  }
  running_strategy = strategy_before_;
  stage_now = stage_before_;
  running_days = days_before_;
}

void remember_plugin(const char* name) { std::strncpy(last_loaded.data(), name, last_loaded.size() - 1); }

const char* running_stage() { return stage_now; }

std::string words_of(relval_error& error, const char* otherwise) {
  error.text[sizeof(error.text) - 1] = '\0';
  return error.text[0] == '\0' ? otherwise : printable(error.text);
}

KeptDirectory::KeptDirectory() {
  std::error_code unknown;
  at_ = std::filesystem::current_path(unknown);
}

bool KeptDirectory::put_back() const noexcept {
  std::error_code ignored;
  if (std::filesystem::current_path(ignored) == at_) return false;
  std::filesystem::current_path(at_, ignored);
  return true;
}

void KeptDirectory::require(const std::string& plugin, const char* stage) const {
  std::error_code ignored;
  const Path now = std::filesystem::current_path(ignored);
  if (!put_back()) return;
  throw Error(ErrorKind::strategy, plugin,
              std::string(stage) + " changed the working directory to " + now.string(),
              "the paths of a config hang on it: open files by their whole path");
}

}  // namespace relval

#if !RELVAL_ADDRESS_SANITIZER
// The program exports these two (engine/app/CMakeLists.txt), so that a plugin's calls arrive here instead of ending the
// run with success and no result.
extern "C" {
__attribute__((visibility("default"), noreturn)) void _exit(int code) {
  if (relval::running_strategy != nullptr && !relval::child_of_plugin)
    relval::tell_and_end(" called _exit(): a strategy cannot end the run");
  relval::end_process(code);
}
__attribute__((visibility("default"), noreturn)) void _Exit(int code) noexcept { _exit(code); }
}
#endif
