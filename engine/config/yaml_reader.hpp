// Strict YAML: reads one document into a Node tree and refuses what is usually a slip or an attack.
//
// Refused, each with file:line:col, the line and a caret, together where reading can go on: more than 1 MiB, nesting
// deeper than 32, more than 20,000 nodes or 1 MiB of text with aliases expanded, a scalar over 64 KiB, invalid UTF-8,
// NUL and control characters, tabs in indentation, directives, tags, duplicate keys, keys that are not plain text,
// merge keys, an anchor inside itself, an unclosed quote, a second document, an empty file. Other anchors and aliases
// are expanded.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/problems.hpp"
#include "config/node.hpp"

namespace relval {

inline constexpr std::size_t kYamlMaxBytes = 1 << 20;
inline constexpr std::size_t kYamlMaxScalar = 64 << 10;
inline constexpr std::size_t kYamlMaxNodes = 20000;
inline constexpr int kYamlMaxDepth = 32;

// name: what messages call the source. Faults go to problems; nothing is returned when the text could not be read to
// its end (its tree would only raise false alarms), otherwise the tree without what was refused.
std::optional<Node> read_yaml(std::string_view text, const std::string& name, Problems& problems);
// One value in flow style, as given on the command line (`[a, b]`, `5%`, `{by: equal}`). Places carry the name only.
std::optional<Node> read_yaml_value(std::string_view text, const std::string& name, Problems& problems);

// Block YAML of a tree, lists of scalars on one line. Text that YAML could read as something else is quoted. Reading
// it gives the same tree. Maps keep their order.
std::string write_yaml(const Node&);
// The same with a comment behind each value, in one column; an empty one is left out.
std::string write_yaml(const Node&, const std::function<std::string(const Node&)>& comment);

}  // namespace relval
