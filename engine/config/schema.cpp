// The untyped half of a section: finding keys, unknown and missing keys, the flat description.
#include "config/schema.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace relval {

std::string expectation(KeyType type) {
  switch (type) {
    case KeyType::text: return "text";
    case KeyType::number: return "a number";
    case KeyType::share: return "a share (1.5% or 0.015)";
    case KeyType::integer: return "a whole number";
    case KeyType::boolean: return "true or false";
    case KeyType::date: return "a date (YYYY-MM-DD)";
    case KeyType::choice: return "one of";
    case KeyType::text_list: return "a text or a list of texts";
    case KeyType::range: return "a range [low, high]";
    case KeyType::section: return "a section (key: value)";
    case KeyType::section_map: return "a section for each name (name: {key: value})";
    case KeyType::section_list: return "a list of sections (- key: value)";
    case KeyType::free_map: return "one value";
  }
  return {};
}

std::string Bounds::text() const {
  const bool has_low = low > -std::numeric_limits<double>::infinity();
  const bool has_high = high < std::numeric_limits<double>::infinity();
  if (has_low && has_high) return number_node(low).text + " to " + number_node(high).text;
  if (has_low) return (above ? "> " : ">= ") + number_node(low).text;
  if (has_high) return "<= " + number_node(high).text;
  return {};
}

const Table::Key* Table::find(std::string_view name) const {
  for (const Key& key : keys_)
    if (key.info.path == name) return &key;
  return nullptr;
}

std::vector<std::string> Table::names() const {
  std::vector<std::string> names;
  for (const Key& key : keys_) names.push_back(key.info.path);
  return names;
}

void Table::add(Key key) {
  if (find(key.info.path)) throw Error(ErrorKind::bug, key.info.path, "two keys of one name in a table");
  keys_.push_back(std::move(key));
}

void Table::read_keys(const Node& node, void* object, Problems& problems) const {
  if (node.kind != NodeKind::map) {
    problems.add(node.place(), "expected a section (key: value), found " + found(node),
                 "keys here: " + join(names(), ", "));
    return;
  }
  for (const Entry& entry : node.entries) {
    if (const Key* key = find(entry.key)) {
      key->read(key->info, entry.value, object, problems);
    } else if (others_) {
      KeyInfo info = others_->info;
      info.path = entry.key;
      others_->read(info, entry.value, object, problems);
    } else {
      problems.add(entry.key_mark.place(), "unknown key '" + shown(entry.key) + "'", suggest(entry.key, names()));
    }
  }
  std::vector<std::string> missing, help;
  for (const Key& key : keys_) {
    if (!key.info.options.required || node.find(key.info.path)) continue;
    missing.push_back("'" + key.info.path + "'");
    help.push_back(key.info.path + ": " + key.info.options.help);
  }
  if (!missing.empty())
    problems.add(node.place(), (missing.size() > 1 ? "missing keys " : "missing key ") + join(missing, ", "),
                 join(help, "\n"));
}

Node Table::write_keys(const void* object) const {
  std::vector<Entry> entries;
  for (const Key& key : keys_)
    if (std::optional<Node> value = key.write(object)) entries.push_back({key.info.path, {}, std::move(*value)});
  if (others_) {
    std::optional<Node> values = others_->write(object);
    for (Entry& entry : values->entries) entries.push_back(std::move(entry));
  }
  return Node::map(std::move(entries));
}

std::vector<KeyInfo> Table::describe(const std::string& prefix) const {
  std::vector<KeyInfo> all;
  const auto put = [&](const Key& key) {
    KeyInfo info = key.info;
    info.path = prefix + info.path;
    std::string inner = info.path + ".";
    if (info.type == KeyType::section_map) inner += "<" + info.options.item + ">.";
    if (info.type == KeyType::section_list) inner = info.path + "[].";
    all.push_back(std::move(info));
    if (!key.inner) return;
    for (KeyInfo& below : key.inner->describe(inner)) all.push_back(std::move(below));
  };
  for (const Key& key : keys_) put(key);
  if (others_) put(*others_);
  return all;
}

}  // namespace relval
