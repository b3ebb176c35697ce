#include "strategy/plugin_call.hpp"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>

#include "base/error.hpp"
#include "base/processes.hpp"

namespace relval {
namespace {

constexpr std::int32_t kNoDate = -1'000'000'000;

// What runs now, for handlers that may neither allocate nor lock.
const char* volatile running_strategy = nullptr;
const char* volatile stage_now = nullptr;
volatile std::int32_t running_days = kNoDate;

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
  line.add("\n  the fault is in the strategy; nothing was written; gdb shows the line (docs/plugin_guide.md)\n");
  for (std::size_t at = 0; at < line.size;) {
    const ssize_t n = ::write(last_words().to, line.text.data() + at, line.size - at);
    if (n <= 0) break;
    at += static_cast<std::size_t>(n);
  }
  ::_exit(static_cast<int>(ErrorKind::strategy));
}

const char* words_for(int signal) {
  switch (signal) {
    case SIGSEGV: return " read or wrote memory that is not its own, or overflowed the stack";
    case SIGBUS: return " read or wrote memory that is not there";
    case SIGFPE: return " divided a whole number by zero";
    case SIGILL: return " ran an instruction that this CPU lacks";
    case SIGABRT: return " called abort(): an uncaught exception, or an assertion";
    default: return " crashed";
  }
}

void on_crash(int signal) {
  if (running_strategy != nullptr) tell_and_end(words_for(signal));
  std::signal(signal, SIG_DFL);  // a fault of relval's own ends as it would have
  std::raise(signal);
}

void on_exit_call() {
  if (running_strategy != nullptr) tell_and_end(" called exit(): a strategy cannot end the run");
}

// The address sanitizer has handlers of its own, which tell more.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kHandlers = false;
#elif defined(__has_feature)
constexpr bool kHandlers = !__has_feature(address_sanitizer);
#else
constexpr bool kHandlers = true;
#endif

void stand_guard() {
  static bool standing = false;
  if (standing) return;
  standing = true;
  std::atexit(on_exit_call);
  std::at_quick_exit(on_exit_call);
  if (!kHandlers) return;
  alignas(16) static std::array<char, 1 << 16> stack;  // for a stack that has overflowed
  stack_t other{};
  other.ss_sp = stack.data();
  other.ss_size = stack.size();
  ::sigaltstack(&other, nullptr);
  struct sigaction action {};
  action.sa_handler = on_crash;
  action.sa_flags = SA_ONSTACK | static_cast<int>(SA_NODEFER);
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) ::sigaction(signal, &action, nullptr);
}

}  // namespace

PluginCall::PluginCall(const char* strategy, const char* stage, std::optional<Date> date) noexcept
    : strategy_before_(running_strategy), stage_before_(stage_now), days_before_(running_days) {
  stand_guard();
  stage_now = stage;
  running_days = date ? date->days : kNoDate;
  running_strategy = strategy;
}

PluginCall::~PluginCall() {
  running_strategy = strategy_before_;
  stage_now = stage_before_;
  running_days = days_before_;
}

const char* running_stage() { return stage_now; }

KeptDirectory::KeptDirectory() {
  std::error_code unknown;
  at_ = std::filesystem::current_path(unknown);
}

void KeptDirectory::require(const std::string& plugin, const char* stage) const {
  std::error_code ignored;
  const Path now = std::filesystem::current_path(ignored);
  if (now == at_) return;
  std::filesystem::current_path(at_, ignored);
  throw Error(ErrorKind::strategy, plugin,
              std::string(stage) + " changed the working directory to " + now.string(),
              "the paths of a config hang on it: open files by their whole path");
}

}  // namespace relval
