// A line that a researcher keeps with a run: note.txt in its directory, outside its identity.
#pragma once

#include <string>

#include "base/files.hpp"

namespace relval {

inline constexpr const char* kNote = "note.txt";

// The note without blanks around it. More than one line, more than 200 characters, control characters or what is not
// UTF-8 is Error(usage). Empty: no note.
std::string checked_note(const std::string& text);
// An empty note takes the old one away.
void write_note(const Path& directory, const std::string& note);
std::string read_note(const Path& directory);  // empty where there is none

}  // namespace relval
