#include "config/extends.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "config/paths.hpp"
#include "config/yaml_reader.hpp"

namespace relval {
namespace {

using Files = std::vector<Path>;  // the config and the bases it was reached through

void merge(Node& base, Node own) {
  for (Entry& entry : own.entries) {
    if (entry.key == kExtends) continue;
    const auto below = std::find_if(base.entries.begin(), base.entries.end(),
                                    [&](const Entry& e) { return e.key == entry.key; });
    if (entry.value.kind == NodeKind::null) {
      if (below != base.entries.end()) base.entries.erase(below);
    } else if (below == base.entries.end()) {
      base.entries.push_back(std::move(entry));
    } else if (below->value.kind == NodeKind::map && entry.value.kind == NodeKind::map) {
      merge(below->value, std::move(entry.value));
    } else {
      *below = std::move(entry);
    }
  }
}

// Another strategy has other parameters: those that a base stated for its own do not pass to it.
void forget_other_strategy(Node& base, const Node& own) {
  const auto name_in = [](const Node& tree) -> const Node* {
    const Node* strategy = tree.find("strategy");
    return strategy && strategy->kind == NodeKind::map ? strategy->find("name") : nullptr;
  };
  const Node *before = name_in(base), *now = name_in(own);
  if (!before || !now || before->text == now->text) return;
  base.entries.erase(std::find_if(base.entries.begin(), base.entries.end(),
                                  [](const Entry& e) { return e.key == "strategy"; }));
}

std::optional<Node> read_over_base(const Files& files, Problems& problems);

// The tree that `extends` names; nothing: a fault was told.
std::optional<Node> base_of(const Node& named, const Files& files, Problems& problems) {
  const Place place = named.place();
  if (named.kind != NodeKind::scalar || named.text.empty()) {
    problems.add(place, "'extends' expects the path of a config, found " + found(named));
    return {};
  }
  const auto base = resolve_input(files.back(), named.text);
  if (!base || relval::is_directory(*base)) {
    problems.add(place, "there is no config '" + shown(named.text) + "' to extend", kInputPlaces);
    return {};
  }
  std::error_code unreadable;
  const bool again = std::any_of(files.begin(), files.end(), [&](const Path& file) {
    return std::filesystem::equivalent(file, *base, unreadable);
  });
  if (again) {
    problems.add(place, "'" + shown(named.text) + "' extends itself",
                 "a chain of configs ends with one that extends none");
    return {};
  }
  Files chain = files;
  chain.push_back(*base);
  return read_over_base(chain, problems);
}

std::optional<Node> read_over_base(const Files& files, Problems& problems) {
  const std::string name = files.back().string();
  std::optional<Node> own = read_yaml(read_file(files.back()), name, problems);
  if (!own || own->kind != NodeKind::map) return own;
  const Node* named = own->find(kExtends);
  if (!named) return own;
  std::optional<Node> base = base_of(*named, files, problems);
  if (!base) return {};  // without it every key would seem to be missing
  if (base->kind != NodeKind::map) base = Node::map({});
  base->mark = own->mark;
  forget_other_strategy(*base, *own);
  merge(*base, std::move(*own));
  return base;
}

}  // namespace

std::optional<Node> read_config_tree(const Path& file, Problems& problems) {
  return read_over_base({file}, problems);
}

}  // namespace relval
