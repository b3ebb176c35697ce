#include "app/print.hpp"

#include <cstdio>

namespace relval {

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void print_now(std::string_view text) {
  print(text);
  std::fflush(stdout);
}

void complain(std::string_view text) {
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  std::fflush(stdout);
  std::fprintf(stderr, "relval: %.*s\n", static_cast<int>(text.size()), text.data());
}

}  // namespace relval
