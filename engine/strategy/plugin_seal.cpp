#include "strategy/plugin_seal.hpp"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "base/processes.hpp"
#include "strategy/plugin_call.hpp"

// The filter stops some system calls with SIGSYS; the handler answers them, and makes those it lets through from here:
// the filter knows the address.
extern "C" long relval_system_call(long number, long a, long b, long c, long d, long e, long f);
extern "C" const char relval_system_call_made[];
asm(R"(
  .text
  .hidden relval_system_call
  .hidden relval_system_call_made
  .globl relval_system_call
  .globl relval_system_call_made
  .type relval_system_call, @function
relval_system_call:
  movq %rdi, %rax
  movq %rsi, %rdi
  movq %rdx, %rsi
  movq %rcx, %rdx
  movq %r8, %r10
  movq %r9, %r8
  movq 8(%rsp), %r9
  syscall
relval_system_call_made:
  ret
  .size relval_system_call, . - relval_system_call
)");

extern char** environ;  // allowed: variables are taken away, none is read

namespace relval {
namespace {

constexpr std::array kOpens = {SYS_open, SYS_creat, SYS_openat, SYS_openat2};
// What is known of a file without opening it; and which argument is its path.
struct Look {
  long number;
  int path;
};
constexpr std::array<Look, 11> kLooks = {{{SYS_stat, 0},
                                          {SYS_lstat, 0},
                                          {SYS_newfstatat, 1},
                                          {SYS_statx, 1},
                                          {SYS_access, 0},
                                          {SYS_faccessat, 1},
                                          {SYS_faccessat2, 1},
                                          {SYS_readlink, 0},
                                          {SYS_readlinkat, 1},
                                          {SYS_getxattr, 0},
                                          {SYS_lgetxattr, 0}}};
constexpr std::array kReads = {SYS_read, SYS_pread64, SYS_readv, SYS_preadv, SYS_preadv2};
constexpr std::array kCopies = {SYS_sendfile, SYS_splice, SYS_tee, SYS_copy_file_range};  // from a descriptor
// What the program itself never does.
struct Never {
  long number;
  const char* what;
};
constexpr std::array<Never, 12> kNever = {{{SYS_socket, "a socket"},
                                           {SYS_shmget, "shared memory"},
                                           {SYS_shmat, "shared memory"},
                                           {SYS_msgget, "a message queue"},
                                           {SYS_mq_open, "a message queue"},
                                           {SYS_ptrace, "a process's memory"},
                                           {SYS_process_vm_readv, "a process's memory"},
                                           {SYS_io_uring_setup, "an I/O ring"},
                                           {SYS_pidfd_getfd, "another process's file"},
                                           {SYS_userfaultfd, "page faults"},
                                           {SYS_name_to_handle_at, "a file's handle"},
                                           {SYS_open_by_handle_at, "a file, by its handle"}}};
// A new program's process has signals blocked, which the handler's must not be: refused by the filter itself.
constexpr std::array kPrograms = {SYS_execve, SYS_execveat};

// Tells nothing of a market, and what a C library reads by itself.
constexpr std::array<std::string_view, 7> kOpenToAll = {
    "/etc/ld.so.cache", "/etc/localtime",   "/usr/share/zoneinfo/",    "/usr/lib/locale/",
    "/usr/share/locale", "/dev/null", "/sys/devices/system/cpu/"};

// Of the environment: what the program, its libraries and the sanitizers read.
constexpr std::array<std::string_view, 13> kVariables = {"RELVAL_", "LD_LIBRARY_PATH", "PATH",      "HOME", "TMPDIR",
                                                         "TZ",      "LANG",            "LC_",       "TERM", "COLUMNS",
                                                         "NO_COLOR", "ASAN_",          "UBSAN_"};

constexpr std::size_t kMostAttempts = 16, kLongest = 320;
struct Attempt {
  char text[kLongest];
};
struct Attempts {
  std::size_t count;
  std::array<Attempt, kMostAttempts> all;
};
Attempts* attempts = nullptr;  // in memory that a plugin's own child processes share
std::bitset<1 << 16> files_of_the_program;  // by descriptor
pid_t program_thread = 0;

// The engine has no threads: any other one is a plugin's.
bool plugin_runs() { return running_stage() != nullptr || ::gettid() != program_thread; }

void note(const char* what) {
  const char* stage = running_stage();
  Attempt a{};
  for (const char* part : {what, " (", stage != nullptr ? stage : "a thread", ")"})
    std::strncat(a.text, part, kLongest - 1 - std::strlen(a.text));
  for (std::size_t i = 0; i < attempts->count; ++i)
    if (std::strcmp(attempts->all[i].text, a.text) == 0) return;
  if (attempts->count < kMostAttempts) attempts->all[attempts->count++] = a;
}

bool is_file(long fd) { return fd >= 0 && static_cast<std::size_t>(fd) < files_of_the_program.size(); }

struct Call {
  long number, a, b, c, d, e, f;
  long make() const { return relval_system_call(number, a, b, c, d, e, f); }
};

bool open_to_all(const char* path) {
  return std::any_of(kOpenToAll.begin(), kOpenToAll.end(),
                     [&](std::string_view p) { return std::strncmp(path, p.data(), p.size()) == 0; });
}

bool is_library(long folder, const char* path) {
  const long fd = relval_system_call(SYS_openat, folder, reinterpret_cast<long>(path),
                                     O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0, 0, 0);
  if (fd < 0) return true;  // it is not there: let the plugin have the system's own answer
  char first[4] = {};
  const long n = relval_system_call(SYS_pread64, fd, reinterpret_cast<long>(first), sizeof first, 0, 0, 0);
  relval_system_call(SYS_close, fd, 0, 0, 0, 0, 0);
  return n == sizeof first && std::memcmp(first, "\x7f" "ELF", sizeof first) == 0;
}

long open_for_plugin(const Call& call) {
  const bool at = call.number == SYS_openat;
  const long folder = at ? call.a : AT_FDCWD, flags = at ? call.c : call.b;
  const char* path = reinterpret_cast<const char*>(at ? call.b : call.a);
  const bool reads = (call.number == SYS_open || at) && (flags & (O_ACCMODE | O_CREAT | O_TRUNC)) == O_RDONLY;
  if (reads && (open_to_all(path) || is_library(folder, path))) {
    const long fd = call.make();
    if (is_file(fd)) files_of_the_program.reset(static_cast<std::size_t>(fd));
    return fd;
  }
  if (call.number == SYS_openat2) note("a file, by openat2()");
  else note(path);
  return -EACCES;
}

// Folders are looked at by the loader.
bool is_folder(long at, const char* path) {
  struct stat s {};
  const long to = reinterpret_cast<long>(&s);
  return relval_system_call(SYS_newfstatat, at, reinterpret_cast<long>(path), to, 0, 0, 0) == 0 && S_ISDIR(s.st_mode);
}

long look_for_plugin(const Call& call, int path_at) {
  const char* path = reinterpret_cast<const char*>(path_at == 0 ? call.a : call.b);
  const long at = path_at == 0 ? AT_FDCWD : call.a;
  const bool of_a_descriptor = path == nullptr || *path == '\0';
  const bool link = call.number == SYS_readlink || call.number == SYS_readlinkat;
  if (of_a_descriptor || open_to_all(path) || (!link && (is_folder(at, path) || is_library(at, path))))
    return call.make();
  note(path);
  return -EACCES;
}

long answer(const Call& call) {
  const auto among = [&](const auto& calls) {
    return std::find(calls.begin(), calls.end(), call.number) != calls.end();
  };
  if (!plugin_runs()) {
    const long result = call.make();
    if (among(kOpens) && is_file(result)) files_of_the_program.set(static_cast<std::size_t>(result));
    if (call.number == SYS_close && is_file(call.a)) files_of_the_program.reset(static_cast<std::size_t>(call.a));
    return result;
  }
  for (const Never& never : kNever) {
    if (call.number != never.number) continue;
    note(never.what);
    return -EACCES;
  }
  if (among(kOpens)) return open_for_plugin(call);
  for (const Look& look : kLooks)
    if (call.number == look.number) return look_for_plugin(call, look.path);
  const long fd = call.number == SYS_mmap ? call.e : call.number == SYS_sendfile ? call.b : call.a;
  const bool of_the_program = is_file(fd) && files_of_the_program.test(static_cast<std::size_t>(fd));
  if ((among(kReads) || among(kCopies) || call.number == SYS_mmap) && of_the_program) {
    note("a file that the program has open");
    return -EACCES;
  }
  return call.make();
}

void on_system_call(int, siginfo_t* info, void* context) {
  auto* registers = static_cast<ucontext_t*>(context)->uc_mcontext.gregs;
  registers[REG_RAX] = answer({info->si_syscall, static_cast<long>(registers[REG_RDI]),
                               static_cast<long>(registers[REG_RSI]), static_cast<long>(registers[REG_RDX]),
                               static_cast<long>(registers[REG_R10]), static_cast<long>(registers[REG_R8]),
                               static_cast<long>(registers[REG_R9])});
}

class Filter {
 public:
  Filter() {
    const auto made = reinterpret_cast<std::uintptr_t>(relval_system_call_made);
    load(offsetof(seccomp_data, arch));
    code_.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0));
    refuse();
    load(offsetof(seccomp_data, instruction_pointer));
    unless(static_cast<std::uint32_t>(made), 3);
    load(offsetof(seccomp_data, instruction_pointer) + 4);
    unless(static_cast<std::uint32_t>(made >> 32), 1);
    allow();
    load(offsetof(seccomp_data, nr));
    code_.push_back(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1));  // the x32 calls
    refuse();
    for (const long n : kPrograms) answer_to(n, SECCOMP_RET_ERRNO | EACCES);
    for (const Never& never : kNever) answer_to(never.number, SECCOMP_RET_TRAP);
    for (const long n : kOpens) answer_to(n, SECCOMP_RET_TRAP);
    for (const Look& look : kLooks) answer_to(look.number, SECCOMP_RET_TRAP);
    for (const long n : kReads) answer_to(n, SECCOMP_RET_TRAP);
    for (const long n : kCopies) answer_to(n, SECCOMP_RET_TRAP);
    answer_to(SYS_close, SECCOMP_RET_TRAP);
    unless(SYS_mmap, 3);
    load(offsetof(seccomp_data, args[3]));
    code_.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, MAP_ANONYMOUS, 1, 0));
    code_.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP));
    allow();
  }

  bool install() {
    const sock_fprog program{static_cast<unsigned short>(code_.size()), code_.data()};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
  }

 private:
  void load(std::size_t at) { code_.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(at))); }
  void unless(std::uint32_t value, std::uint8_t skip) {
    code_.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip));
  }
  void refuse() { code_.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES)); }
  void allow() { code_.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)); }
  void answer_to(long number, std::uint32_t with) {
    unless(static_cast<std::uint32_t>(number), 1);
    code_.push_back(BPF_STMT(BPF_RET | BPF_K, with));
  }
  std::vector<sock_filter> code_;
};

void reduce_environment() {
  std::vector<std::string> gone;
  // allowed: as above
  for (char** v = environ; v != nullptr && *v != nullptr; ++v) {
    const std::string_view one = *v;
    const bool kept = std::any_of(kVariables.begin(), kVariables.end(),
                                  [&](std::string_view k) { return one.substr(0, k.size()) == k; });
    if (!kept) gone.emplace_back(one.substr(0, one.find('=')));
  }
  for (const std::string& name : gone) ::unsetenv(name.c_str());
}

void close_descriptors() {
  if (const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC); nothing >= 0) {
    ::dup2(nothing, 0);
    if (nothing > 0) ::close(nothing);
  }
  const int kept = std::max(last_words().to, 2);
  if (kept > 3) ::syscall(SYS_close_range, 3u, static_cast<unsigned>(kept - 1), 0u);
  ::syscall(SYS_close_range, static_cast<unsigned>(kept + 1), ~0u, 0u);
}

}  // namespace

bool seal_plugins() {
  program_thread = ::gettid();
  attempts = static_cast<Attempts*>(shared_memory(sizeof(Attempts)));
  struct sigaction action {};
  struct sigaction before {};
  action.sa_sigaction = on_system_call;
  action.sa_flags = SA_SIGINFO | static_cast<int>(SA_NODEFER);
  ::sigaction(SIGSYS, &action, &before);
  if (!Filter().install()) {
    ::sigaction(SIGSYS, &before, nullptr);
    return false;
  }
  close_descriptors();
  reduce_environment();
  return true;
}

std::vector<std::string> sealed_attempts() {
  std::vector<std::string> out;
  if (attempts == nullptr) return out;
  for (std::size_t i = 0; i < attempts->count; ++i) out.emplace_back(attempts->all[i].text);
  return out;
}

}  // namespace relval
