#include "app/print.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "report/curve.hpp"

namespace relval {
namespace {

std::FILE* results = stdout;

}  // namespace

void keep_standard_output() {
  std::fflush(stdout);
  const int own = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (own < 0) return;  // it is closed: what is printed fails as it must
  std::FILE* kept = ::fdopen(own, "w");
  if (kept != nullptr && ::dup2(STDERR_FILENO, STDOUT_FILENO) >= 0) results = kept;
}

bool finish_output() { return std::fflush(results) == 0 && std::ferror(results) == 0; }

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), results);
  std::fflush(results);
}

void print_screen(std::string_view text) {
  // allowed: how a screen looks, not what it says
  const char* terminal = std::getenv("TERM");
  const char* no_colour = std::getenv("NO_COLOR");  // allowed: as above
  const bool able = ::isatty(::fileno(results)) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
  print(styled(text, {able, able && (no_colour == nullptr || *no_colour == '\0')}));
}

void complain(std::string_view text) {
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  std::fprintf(stderr, "relval: %.*s\n", static_cast<int>(text.size()), text.data());
}

}  // namespace relval
