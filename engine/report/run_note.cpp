#include "report/run_note.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "report/layout.hpp"

namespace relval {

std::string checked_note(const std::string& text) {
  constexpr std::size_t kMost = 200;
  const std::string note(trim(text));
  const auto fault = [](const std::string& what) -> Error {
    return Error(ErrorKind::usage, "--note", what, "for example --note 'wider band, as of the June meeting'");
  };
  if (!is_utf8(note)) throw fault("a line of UTF-8 was expected");
  const bool control = std::any_of(note.begin(), note.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
  if (control) throw fault("one line was expected, found a line break, tab or control character");
  if (width_of(note) > kMost)
    throw fault(format("at most {} characters were expected, found {}", kMost, width_of(note)));
  return note;
}

void write_note(const Path& directory, const std::string& note) {
  if (note == read_note(directory)) return;
  if (note.empty()) remove_tree(directory / kNote);
  else write_file_whole(directory / kNote, note + "\n");
}

std::string read_note(const Path& directory) {
  const Path file = directory / kNote;
  return relval::exists(file) ? std::string(trim(read_file(file))) : std::string();
}

}  // namespace relval
