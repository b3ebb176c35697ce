// The only room that prints: results to stdout, everything else to stderr.
#pragma once

#include <string_view>

namespace relval {

// From here on standard output is relval's alone: what else is written there, such as by a plugin, goes to stderr, and
// JSON stays JSON.
void keep_standard_output();
bool finish_output();  // false where something that was printed could not be written

void print(std::string_view text);  // on its way before anything else happens
void print_screen(std::string_view text);  // on a terminal with its curve and colour, elsewhere plain
void complain(std::string_view text);  // "relval: text" and a line end

}  // namespace relval
