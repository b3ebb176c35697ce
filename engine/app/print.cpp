#include "app/print.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "report/curve.hpp"

namespace relval {

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void print_now(std::string_view text) {
  print(text);
  std::fflush(stdout);
}

void print_screen(std::string_view text) {
  // allowed: how a screen looks, not what it says
  const char* terminal = std::getenv("TERM");
  const char* no_colour = std::getenv("NO_COLOR");  // allowed: as above
  const bool able = ::isatty(STDOUT_FILENO) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
  print(styled(text, {able, able && (no_colour == nullptr || *no_colour == '\0')}));
}

void complain(std::string_view text) {
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  std::fflush(stdout);
  std::fprintf(stderr, "relval: %.*s\n", static_cast<int>(text.size()), text.data());
}

}  // namespace relval
