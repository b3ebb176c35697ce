// Builds a Node tree from YAML events: counts, bounds and checks while it goes. Knows nothing of the parser.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/problems.hpp"
#include "config/node.hpp"

namespace relval {

class TreeBuilder {
 public:
  // Thrown after a fault that makes the rest pointless; the fault is already in problems.
  struct Stop {};

  explicit TreeBuilder(Problems& problems) : problems_(problems) {}

  // anchor 0 = none; an alias names the anchor of the node it repeats.
  void nothing(const Mark&, std::size_t anchor);
  void scalar(const Mark&, std::size_t anchor, std::string text, bool quoted);
  void alias(const Mark&, std::size_t anchor);
  void open(const Mark&, std::size_t anchor, NodeKind kind, bool block);
  void close();
  bool has_root() const { return has_root_; }
  Node take_root() { return std::move(root_); }

 private:
  struct Size {
    std::size_t nodes = 1, bytes = 0;
    int height = 1;
  };
  struct Frame {  // an open sequence or map
    Node node;
    std::size_t anchor = 0;
    Size size{};
    bool block = false;
    bool at_key = true;     // of a map: the next node is a key
    bool keep_value = true; // of a map: the pending key is good
    std::string key{};
    Mark key_mark{};
    std::map<std::string, Mark> seen{};
  };
  struct Anchored {
    Node node;
    Size size;
  };

  void attach(Node node, const Size& size, bool block);
  void take_key(const Node& key);
  void spend(const Mark& mark, const Size& size);  // against the budget of nodes, text and depth
  [[noreturn]] void stop(const Mark& mark, const std::string& what, const std::string& hint);

  Problems& problems_;
  std::vector<Frame> open_;
  std::map<std::size_t, Anchored> anchors_;
  std::size_t nodes_ = 0, bytes_ = 0;
  Node root_;
  bool has_root_ = false;
};

}  // namespace relval
