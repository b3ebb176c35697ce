// Reading a run's config and writing it back: the whole of it, and the part that identifies a run.
#include "config/run_config.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "config/extends.hpp"
#include "config/override.hpp"
#include "config/run_config_table.hpp"
#include "config/yaml_reader.hpp"

namespace relval {

namespace {

void erase(Node& map, std::string_view key) {
  auto& entries = map.entries;
  entries.erase(std::remove_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key == key; }),
                entries.end());
}

// 2 and 2.0 are one number, however a strategy's parameter is written.
void one_way_to_write(Node& value) {
  if (value.kind == NodeKind::scalar && !value.quoted)
    if (const auto number = parse_number(value.text)) value = Node::scalar(exact(*number));
  for (Node& item : value.items) one_way_to_write(item);
}

// What moves a number: everything but names, paths and expectations.
Node identity_tree(const RunConfig& config) {
  Node tree = run_config_table().write(config);
  for (const char* key : {"name", "description", "expect"}) erase(tree, key);
  if (Node* market = tree.find("market")) {
    erase(*market, "store");
    erase(*market, "sha256");
  }
  if (Node* strategy = tree.find("strategy"))
    for (Entry& parameter : strategy->entries) one_way_to_write(parameter.value);
  return tree;
}

void flatten(const Node& node, const std::string& path, std::vector<std::pair<std::string, std::string>>& out) {
  if (node.kind == NodeKind::map) {
    for (const Entry& e : node.entries) flatten(e.value, path.empty() ? e.key : path + "." + e.key, out);
    return;
  }
  const bool sections = node.kind == NodeKind::sequence && !node.items.empty() && node.items[0].kind == NodeKind::map;
  if (sections) {
    for (std::size_t i = 0; i < node.items.size(); ++i) flatten(node.items[i], format("{}[{}]", path, i), out);
    return;
  }
  std::string text = write_yaml(node);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  out.emplace_back(path, std::move(text));
}

// The last place of a file at or before `place` that something below the node was written at.
std::pair<int, int> last_mark(const Node& node, const Place& place) {
  std::pair<int, int> last{0, 0};
  const auto take = [&](const Mark& mark) {
    const std::pair at(mark.line, mark.column);
    if (mark.source && mark.source->name == place.file && at <= std::pair(place.line, place.column))
      last = std::max(last, at);
  };
  take(node.mark);
  for (const Node& item : node.items) last = std::max(last, last_mark(item, place));
  for (const Entry& entry : node.entries) {
    take(entry.key_mark);
    last = std::max(last, last_mark(entry.value, place));
  }
  return last;
}

// The top-level key under which a fault lies: that of what is written next before it, or the one a --set names.
std::string key_of(const Place& place, const Node& root) {
  constexpr std::string_view kSet = "--set ";
  if (place.file.rfind(kSet, 0) == 0) {
    const std::string key = place.file.substr(kSet.size());
    return key.substr(0, key.find_first_of(".="));
  }
  std::string key;
  std::pair<int, int> nearest{0, 0};
  for (const Entry& e : root.entries) {
    const Node alone = Node::map({e});
    const std::pair<int, int> at = last_mark(alone, place);
    if (at <= nearest) continue;
    nearest = at;
    key = e.key;
  }
  return key;
}

std::set<std::string> faulty_keys(const Node& root, const Table& table, const Problems& problems) {
  std::set<std::string> out;
  for (const Problem& p : problems.list()) out.insert(key_of(p.place, root));
  for (const Table::Key& key : table.keys())
    if (key.info.options.required && !root.find(key.info.path)) out.insert(key.info.path);
  return out;
}

}  // namespace

RunConfig read_run_config(const Path& file, const std::vector<Override>& overrides) {
  Problems problems(ErrorKind::usage);
  RunConfig config = read_run_config(file, overrides, problems);
  problems.raise_if_any();
  return config;
}

namespace {

// What a config's file, the files it extends and the overrides say.
Node stated_tree(const Path& file, const std::vector<Override>& overrides, Problems& problems) {
  const char* const hint = "give the path of a run's config (YAML)";
  if (!relval::exists(file)) throw Error(ErrorKind::usage, file.string(), "no such file", hint);
  if (relval::is_directory(file)) throw Error(ErrorKind::usage, file.string(), "a directory, not a file", hint);
  std::optional<Node> tree = read_config_tree(file, problems);
  const bool readable = tree.has_value();
  if (readable && tree->find("store") && tree->find("instruments") && tree->find("fields"))
    throw Error(ErrorKind::usage, file.string(), "this is an import spec, not the config of a run",
                "relval data import " + file.string());
  if (readable && tree->find("scenarios") && !tree->find("market"))
    throw Error(ErrorKind::usage, file.string(), "these are stress scenarios, not the config of a run",
                "name them in one: report: {scenarios: " + file.string() + "}");
  if (!tree) tree = Node::map({});  // overrides are still checked
  const Section<RunConfig>& table = run_config_table();
  for (const Override& o : overrides) set_value(*tree, table, o.key, o.value, problems);
  if (!readable) problems.raise_if_any();
  return std::move(*tree);
}

// The effective tree's values get the places of those stated; what nobody stated keeps none.
void take_places(Node& effective, const Node& stated) {
  effective.mark = stated.mark;
  if (effective.kind != stated.kind) return;  // one text for a list of one
  for (Entry& entry : effective.entries)
    if (const Node* found = stated.find(entry.key)) take_places(entry.value, *found);
  for (std::size_t i = 0; i < std::min(effective.items.size(), stated.items.size()); ++i)
    take_places(effective.items[i], stated.items[i]);
}

RunConfig config_of(const Node& tree, const Path& file, Problems& problems) {
  RunConfig config;
  config.file = file;
  run_config_table().read(tree, config, problems);
  config.faulty = faulty_keys(tree, run_config_table(), problems);
  load_scenarios(config, problems);
  if (config.name.empty()) config.name = file.stem().string();
  return config;
}

}  // namespace

RunConfig read_run_config(const Path& file, const std::vector<Override>& overrides, Problems& problems) {
  return config_of(stated_tree(file, overrides, problems), file, problems);
}

bool RunConfig::stands(std::initializer_list<const char*> keys) const {
  return std::none_of(keys.begin(), keys.end(), [&](const char* key) { return faulty.count(key) > 0; });
}

Node explained_config(const Path& file, const std::vector<Override>& overrides) {
  Problems problems(ErrorKind::usage);
  const Node stated = stated_tree(file, overrides, problems);
  Node effective = run_config_table().write(config_of(stated, file, problems));
  problems.raise_if_any();
  take_places(effective, stated);
  return effective;
}

std::string effective_config(const RunConfig& config) { return write_yaml(run_config_table().write(config)); }

std::string config_identity(const RunConfig& config) { return write_yaml(identity_tree(config)); }

std::vector<std::pair<std::string, std::string>> config_keys(const RunConfig& config) {
  std::vector<std::pair<std::string, std::string>> out;
  flatten(identity_tree(config), "", out);
  return out;
}

const char* name_of(TotalMode mode) {
  switch (mode) {
    case TotalMode::log_quadratic: return "log_quadratic";
    case TotalMode::taylor: return "taylor";
    case TotalMode::returns: return "returns";
  }
  return "";
}

const char* name_of(CarryBasis basis) {
  switch (basis) {
    case CarryBasis::act365: return "act365";
    case CarryBasis::act360: return "act360";
    case CarryBasis::thirty360: return "30/360";
  }
  return "";
}

const char* name_of(NotionalMode mode) {
  return mode == NotionalMode::constant ? "constant" : "drift";
}

}  // namespace relval
