// Resolving the path of a `--set` and putting its value into the tree.
#include "config/override.hpp"

#include "base/text.hpp"
#include "config/yaml_reader.hpp"

namespace relval {

namespace {

using Names = std::vector<std::string>;

std::string joined(const Names& names, std::size_t from, std::size_t to) {
  const auto at = [&](std::size_t i) { return names.begin() + static_cast<std::ptrdiff_t>(i); };
  return join(Names(at(from), at(to)), ".");
}

struct Resolved {
  Names path;         // the keys from the root; empty = unknown
  std::string what, hint;
};

Resolved unknown(const Names& names, std::size_t at, const Names& known) {
  return {{}, "unknown key '" + shown(joined(names, 0, at + 1)) + "'", suggest(names[at], known)};
}

Resolved resolve(const Table& table, const Node* node, const Names& names, std::size_t at);

// The name of an entry may hold dots: one that the file has is taken first, then the shortest that leads to a key.
Resolved resolve_entry(const Table& item, const Node* map, const Names& names, std::size_t at) {
  Resolved first_fault;
  Resolved found_new;
  for (std::size_t end = at + 1; end <= names.size(); ++end) {
    const std::string name = joined(names, at, end);
    const Node* entry = map ? map->find(name) : nullptr;
    Resolved rest = end == names.size() ? Resolved{{}, "", ""} : resolve(item, entry, names, end);
    const bool good = end == names.size() || !rest.path.empty();
    if (!good) {
      if (end == at + 1 || entry) first_fault = rest;
      continue;
    }
    rest.path.insert(rest.path.begin(), name);
    if (entry) return rest;
    if (found_new.path.empty() && (end < names.size() || end == at + 1)) found_new = rest;
  }
  return found_new.path.empty() ? first_fault : found_new;
}

Resolved resolve(const Table& table, const Node* node, const Names& names, std::size_t at) {
  const Table::Key* key = table.find(names[at]);
  if (!key) {
    if (table.others()) return {{joined(names, at, names.size())}, "", ""};
    return unknown(names, at, table.names());
  }
  const Node* below = node ? node->find(names[at]) : nullptr;
  if (at + 1 == names.size()) return {{names[at]}, "", ""};
  const std::string here = joined(names, 0, at + 1);
  Resolved rest;
  if (key->info.type == KeyType::section) rest = resolve(*key->inner, below, names, at + 1);
  else if (key->info.type == KeyType::section_map) rest = resolve_entry(*key->inner, below, names, at + 1);
  else if (key->info.type == KeyType::section_list)
    rest = {{}, "'" + here + "' is a list", "set the whole list: " + here + "=[{...}]"};
  else
    rest = {{}, "unknown key '" + shown(joined(names, 0, names.size())) + "'",
            "'" + here + "' is one value, without keys of its own"};
  if (!rest.path.empty()) rest.path.insert(rest.path.begin(), names[at]);
  return rest;
}

}  // namespace

void set_value(Node& root, const Table& table, const std::string& key, const std::string& value, Problems& problems) {
  const std::string place = "--set " + key + "=" + value;
  const Names names = split(key, '.');
  const Resolved resolved = resolve(table, &root, names, 0);
  if (resolved.path.empty()) problems.add({shown(place, 200), 0, 0, {}}, resolved.what, resolved.hint);
  std::optional<Node> node = read_yaml_value(value, shown(place, 200), problems);
  if (!node || resolved.path.empty()) return;
  Node* at = &root;
  for (std::size_t i = 0; i < resolved.path.size(); ++i) {
    if (at->kind == NodeKind::null) at->kind = NodeKind::map;
    if (at->kind != NodeKind::map) return;  // a wrong value in the file, reported when it is read
    Node* next = at->find(resolved.path[i]);
    if (!next) {
      at->entries.push_back({resolved.path[i], node->mark, Node::map({})});
      next = &at->entries.back().value;
      next->mark = node->mark;
    }
    at = next;
  }
  *at = std::move(*node);
}

}  // namespace relval
