// Keys, duplicates, aliases and budgets of the tree under construction.
#include "config/tree_builder.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "config/yaml_reader.hpp"

namespace relval {

void TreeBuilder::stop(const Mark& mark, const std::string& what, const std::string& hint) {
  problems_.add(mark.place(), what, hint);
  throw Stop{};
}

void TreeBuilder::spend(const Mark& mark, const Size& size) {
  nodes_ += size.nodes;
  bytes_ += size.bytes;
  if (static_cast<int>(open_.size()) + size.height > kYamlMaxDepth)
    stop(mark, format("nested deeper than {} levels", kYamlMaxDepth), "");
  if (nodes_ > kYamlMaxNodes)
    stop(mark, format("more than {} values, aliases expanded", with_thousands(static_cast<double>(kYamlMaxNodes))), "");
  if (bytes_ > kYamlMaxBytes) stop(mark, "more than 1 MiB of text, aliases expanded", "");
}

void TreeBuilder::nothing(const Mark& mark, std::size_t anchor) {
  spend(mark, {});
  Node node;
  node.mark = mark;
  if (anchor) anchors_[anchor] = {node, {}};
  attach(std::move(node), {}, false);
}

void TreeBuilder::scalar(const Mark& mark, std::size_t anchor, std::string text, bool quoted) {
  if (text.size() > kYamlMaxScalar) {
    problems_.add(mark.place(), "a value of more than 64 KiB of text", "");
    text.clear();
  }
  if (text.find('\0') != std::string::npos) {
    problems_.add(mark.place(), "a NUL character in a text", "remove the \\0 or \\x00");
    text.clear();
  }
  const Size size{1, text.size(), 1};
  spend(mark, size);
  Node node = quoted ? Node::quoted_text(std::move(text)) : Node::scalar(std::move(text));
  node.mark = mark;
  if (anchor) anchors_[anchor] = {node, size};
  attach(std::move(node), size, false);
}

void TreeBuilder::alias(const Mark& mark, std::size_t anchor) {
  const auto inside = [&](const Frame& frame) { return frame.anchor == anchor; };
  if (std::any_of(open_.begin(), open_.end(), inside)) {
    problems_.add(mark.place(), "an alias inside the anchor that it repeats would never end", "write the value out");
    return nothing(mark, 0);
  }
  const Anchored& source = anchors_.at(anchor);
  spend(mark, source.size);  // before copying: an alias bomb must cost nothing
  Node copy = source.node;
  copy.mark = mark;
  if (!open_.empty() && open_.back().node.kind == NodeKind::map && open_.back().at_key) {
    problems_.add(mark.place(), "a key must be plain text, found an alias", "write the key out");
    copy = Node();  // attach() then drops the pair without a second message
    copy.mark = {};
  }
  attach(std::move(copy), source.size, false);
}

void TreeBuilder::open(const Mark& mark, std::size_t anchor, NodeKind kind, bool block) {
  spend(mark, {});
  Frame frame;
  frame.node.kind = kind;
  frame.node.mark = mark;
  frame.anchor = anchor;
  frame.block = block;
  open_.push_back(std::move(frame));
}

void TreeBuilder::close() {
  Frame frame = std::move(open_.back());
  open_.pop_back();
  if (frame.anchor) anchors_[frame.anchor] = {frame.node, frame.size};
  attach(std::move(frame.node), frame.size, frame.block);
}

void TreeBuilder::take_key(const Node& key) {
  Frame& map = open_.back();
  map.at_key = false;
  map.keep_value = false;
  map.key_mark = key.mark;
  if (key.kind != NodeKind::scalar) {
    if (key.mark.source)
      problems_.add(key.place(), "a key must be plain text, found " + found(key), "write 'key: value'");
    return;
  }
  if (key.text == "<<" && !key.quoted) {
    problems_.add(key.place(), "merge keys (<<) are not supported", "write the keys out");
    return;
  }
  const auto [first, fresh] = map.seen.emplace(key.text, key.mark);
  if (!fresh) {
    const Place before = first->second.place();
    const bool digits = key.text.size() == 3 && key.text.find_first_not_of("0123456789") == std::string::npos;
    problems_.add(key.place(), "duplicate key '" + shown(key.text) + "'",
                  digits ? "a comma ends a value within {}: write a number without commas"
                  : before.line ? format("first written at line {}, column {}", before.line, before.column) : "");
    return;
  }
  map.key = key.text;
  map.keep_value = true;
}

void TreeBuilder::attach(Node node, const Size& size, bool block) {
  if (open_.empty()) {
    root_ = std::move(node);
    has_root_ = true;
    return;
  }
  Frame& parent = open_.back();
  parent.size.nodes += size.nodes;
  parent.size.bytes += size.bytes;
  parent.size.height = std::max(parent.size.height, size.height + 1);
  if (parent.node.kind == NodeKind::sequence) {
    parent.node.items.push_back(std::move(node));
  } else if (parent.at_key) {
    take_key(node);
  } else {
    parent.at_key = true;
    // A block section begins at its first key, and nothing is nowhere: their own key is the better place.
    if (block || node.kind == NodeKind::null) node.mark = parent.key_mark;
    if (parent.keep_value) parent.node.entries.push_back({parent.key, parent.key_mark, std::move(node)});
  }
}

}  // namespace relval
