// The only room that prints: results to stdout, everything else to stderr.
#pragma once

#include <string_view>

namespace relval {

void print(std::string_view text);
void print_now(std::string_view text);  // and on its way before anything else happens
void print_screen(std::string_view text);  // on a terminal with its curve and colour, elsewhere plain
void complain(std::string_view text);  // "relval: text" and a line end

}  // namespace relval
