// The tree of a YAML document: places, look-up, and how its parts are named in messages.
#include "config/node.hpp"

#include "base/text.hpp"

namespace relval {

namespace {

// Longer source lines are not kept with a place: a file of one huge line must not be copied once per value.
constexpr std::size_t kLongestKeptLine = 1000;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::string_view Source::line(int number) const {
  if (number < 1 || static_cast<std::size_t>(number) > starts.size()) return {};
  const std::size_t first = starts[static_cast<std::size_t>(number) - 1];
  std::string_view rest = std::string_view(text).substr(first);
  rest = rest.substr(0, rest.find('\n'));
  if (!rest.empty() && rest.back() == '\r') rest.remove_suffix(1);
  return rest;
}

Place Mark::place() const {
  if (!source) return {};
  if (source->one_value || line == 0) return {source->name, 0, 0, {}};
  const std::string_view text = source->line(line);
  return {source->name, line, column, std::string(text.size() <= kLongestKeptLine ? text : std::string_view())};
}

const Node* Node::find(std::string_view key) const {
  for (const Entry& entry : entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

Node* Node::find(std::string_view key) {
  for (Entry& entry : entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

Node Node::scalar(std::string text) {
  Node node;
  node.kind = NodeKind::scalar;
  node.text = std::move(text);
  return node;
}

Node Node::quoted_text(std::string text) {
  Node node = scalar(std::move(text));
  node.quoted = true;
  return node;
}

Node Node::sequence(std::vector<Node> items) {
  Node node;
  node.kind = NodeKind::sequence;
  node.items = std::move(items);
  return node;
}

Node Node::map(std::vector<Entry> entries) {
  Node node;
  node.kind = NodeKind::map;
  node.entries = std::move(entries);
  return node;
}

std::string shown(std::string_view text, std::size_t most) {
  std::string out;
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (!is_continuation(text[i]) && ++characters > most) return out + "...";
    const bool c1_control = c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (c < 0x20 || c == 0x7F) out += c == '\t' ? ' ' : '?';
    else if (c1_control) out += '?', ++i;
    else out += text[i];
  }
  return out;
}

std::string found(const Node& node) {
  switch (node.kind) {
    case NodeKind::null: return "nothing";
    case NodeKind::sequence:
      return node.items.empty() ? "an empty list" : "a list of " + std::to_string(node.items.size());
    case NodeKind::map: return "a section";
    case NodeKind::scalar: break;
  }
  if (node.quoted && node.text.empty()) return "an empty text";
  return (node.quoted ? "the quoted text '" : "'") + shown(node.text) + "'";
}

}  // namespace relval
