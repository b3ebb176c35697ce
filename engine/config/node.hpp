// A YAML document as a plain tree that remembers where each value and key was written. No third-party types.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/problems.hpp"

namespace relval {

// The text a tree was read from, kept for the source line in messages.
struct Source {
  std::string name;                       // the file, or "--set key=value"
  bool one_value = false;                 // a value from the command line: no line and column are shown
  std::string text;
  std::vector<std::size_t> starts;        // of each line in text
  std::string_view line(int number) const;  // from 1, without its end; empty beyond the last
};

// A position in a source; cheap to copy. Lines and columns count from 1, columns count characters.
struct Mark {
  std::shared_ptr<const Source> source;
  int line = 0, column = 0;
  Place place() const;  // empty for a tree that was not read
};

enum class NodeKind { null, scalar, sequence, map };

struct Entry;

struct Node {
  NodeKind kind = NodeKind::null;
  std::string text;            // of a scalar, quotes and escapes resolved; everything else as written
  bool quoted = false;         // a scalar in quotes or a block scalar: text, never a number
  std::vector<Node> items;     // of a sequence
  std::vector<Entry> entries;  // of a map, in the order written; keys are unique
  Mark mark;                   // of a block section: its key; of an alias: where it is used; of nothing: its key

  Place place() const { return mark.place(); }
  const Node* find(std::string_view key) const;  // of a map; nothing when absent
  Node* find(std::string_view key);

  static Node scalar(std::string text);                  // plain: a number, a date, a word
  static Node quoted_text(std::string text);             // text that the writer quotes where YAML could misread it
  static Node sequence(std::vector<Node> items);
  static Node map(std::vector<Entry> entries);
};

struct Entry {
  std::string key;
  Mark key_mark;
  Node value;
};

// "'abc'", "the quoted text 'abc'", "a list of 2", "a section", "nothing": what a message says was found.
std::string found(const Node&);
// Foreign text fit for a message: control characters as '?', cut after 60 characters.
std::string shown(std::string_view text, std::size_t most = 60);

}  // namespace relval
