// A tree as block YAML that a person reads and that reads back to the same tree.
#include <algorithm>
#include <utility>

#include "base/date.hpp"
#include "base/text.hpp"
#include "config/yaml_reader.hpp"

namespace relval {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Words that some YAML reader takes for a boolean or for nothing.
bool is_reserved(const std::string& text) {
  static const std::vector<std::string> kWords = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
  return std::find(kWords.begin(), kWords.end(), lower(text)) != kWords.end();
}

// 1d, 10Y: digits and one letter, which no YAML version reads as a number (an exponent needs digits after its e).
bool is_digits_and_letter(const std::string& text) {
  return text.size() >= 2 && is_letter(text.back()) && std::all_of(text.begin(), text.end() - 1, is_digit);
}

// Safe without quotes under every YAML version, inside [ ] as well: words, paths, and several words with one space.
bool is_word(const std::string& text) {
  if (is_digits_and_letter(text)) return true;
  if (text.empty() || !(is_letter(text[0]) || text[0] == '_' || text[0] == '/') || text.back() == ' ') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool lone_space = c == ' ' && text[i - 1] != ' ';
    if (!is_letter(c) && !is_digit(c) && !lone_space && std::string_view("_-+./").find(c) == std::string_view::npos)
      return false;
  }
  return !is_reserved(text);
}

std::string in_quotes(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += std::string("\\") + c;
    else if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else if (byte < 0x20 || byte == 0x7F) out += format("\\x{:02x}", static_cast<std::int64_t>(byte));
    else out += c;
  }
  return out + "\"";
}

std::string scalar_text(const Node& node) {
  if (node.kind == NodeKind::null) return "null";
  const std::string& text = node.text;
  const bool value = !node.quoted && (parse_number(text) || parse_iso_date(text) || text == "true" || text == "false");
  return value || is_word(text) ? text : in_quotes(text);
}

bool is_inline(const Node& node) {
  if (node.kind == NodeKind::map) return node.entries.empty();
  return std::all_of(node.items.begin(), node.items.end(), [](const Node& item) {
    return item.kind == NodeKind::null || item.kind == NodeKind::scalar;
  });
}

std::string inline_text(const Node& node) {
  if (node.kind == NodeKind::map) return "{}";
  if (node.kind != NodeKind::sequence) return scalar_text(node);
  std::vector<std::string> items;
  for (const Node& item : node.items) items.push_back(scalar_text(item));
  return "[" + join(items, ", ") + "]";
}

using Comment = std::function<std::string(const Node&)>;
constexpr std::size_t kCommentColumn = 44;

std::string leaf_text(std::string line, const Node& value, const Comment& comment) {
  line += inline_text(value);
  const std::string text = comment ? comment(value) : "";
  if (text.empty()) return line + "\n";
  if (line.size() < kCommentColumn) line.resize(kCommentColumn, ' ');
  line += "  # " + text;
  return line + "\n";
}

// first: what stands on the first line instead of its indentation ("- " of a list item).
void write_block(const Node& node, std::size_t indent, std::string first, const Comment& comment, std::string& out) {
  const auto lead = [&] { return std::exchange(first, std::string(indent, ' ')); };
  for (const Entry& entry : node.entries) {
    const std::string key = lead() + scalar_text(Node::quoted_text(entry.key)) + ":";
    if (is_inline(entry.value)) {
      out += leaf_text(key + " ", entry.value, comment);
    } else {
      out += key + "\n";
      write_block(entry.value, indent + 2, std::string(indent + 2, ' '), comment, out);
    }
  }
  for (const Node& item : node.items) {
    const std::string dash = lead() + "- ";
    if (is_inline(item)) out += leaf_text(dash, item, comment);
    else write_block(item, indent + 2, dash, comment, out);
  }
}

}  // namespace

std::string write_yaml(const Node& node) { return is_inline(node) ? inline_text(node) : write_yaml(node, {}); }

std::string write_yaml(const Node& node, const Comment& comment) {
  if (is_inline(node)) return leaf_text("", node, comment);
  std::string out;
  write_block(node, 0, "", comment, out);
  return out;
}

}  // namespace relval
